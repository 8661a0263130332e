# SPDX-License-Identifier: BSD-2-Clause
{
  description = "Find graphics drivers and video tables in UEFI firmware images";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      systems = [
        "x86_64-linux"
        "aarch64-linux"
      ];
      each = nixpkgs.lib.genAttrs systems;
    in
    {
      packages = each (
        system:
        let
          pkgs = nixpkgs.legacyPackages.${system};
        in
        {
          default = pkgs.stdenv.mkDerivation {
            pname = "gopx";
            version = "0.1.0";
            src = ../..;
            nativeBuildInputs = with pkgs; [
              cmake
              ninja
              pkg-config
            ];
            buildInputs = with pkgs; [
              brotli
              jansson
              libarchive
              libseccomp
              libuuid
              nettle
              xz
              zlib
            ];
            postPatch = "patchShebangs scripts";
            cmakeFlags = [ "-DGOPX_BUILD_TESTS=OFF" ];
            meta = {
              description = "Find graphics drivers and video tables in UEFI firmware images";
              license = pkgs.lib.licenses.bsd2;
              mainProgram = "gopx";
              platforms = systems;
            };
          };
        }
      );
    };
}
