# SPDX-License-Identifier: BSD-2-Clause
# Installs the npm package. Its command is WebAssembly, and runs wherever Node.js runs.
class Gopx < Formula
  desc "Find graphics drivers and video tables in UEFI firmware images"
  homepage "https://github.com/OWNER/gopx"
  url "https://github.com/OWNER/gopx/releases/download/v0.1.0/gopx-0.1.0.tgz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "BSD-2-Clause"

  depends_on "node"

  def install
    system "npm", "install", *std_npm_args
    bin.install_symlink libexec.glob("bin/*")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/gopx version")
    (testpath/"empty.bin").write "\0" * 4096
    assert_match "no Intel graphics driver", shell_output("#{bin}/gopx scan empty.bin 2>&1", 1)
  end
end
