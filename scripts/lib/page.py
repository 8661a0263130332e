# SPDX-License-Identifier: BSD-2-Clause
"""Builds the web page as one file: page.py SOURCE MODULE OUTPUT.

SOURCE is the folder web/, and MODULE is the command as WebAssembly. The page loads nothing else,
because it contains the packed module. Each script becomes a function that returns its exports. The
page's Content-Security-Policy has the hashes of its script and its style, and allows no others.
"""
import base64
import gzip
import hashlib
import pathlib
import re
import sys

IMPORT = re.compile(r'^import (\{[^}]*\}|\* as \w+) from "\./(\w+)\.mjs";\n', re.M)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) (\w+))", re.M)


def order(source, name, known):
    """Return the modules that the module 'name' needs, each before the modules that need it."""
    text = (source / f"{name}.mjs").read_text()
    for match in IMPORT.finditer(text):
        if match[2] not in known:
            order(source, match[2], known)
    known[name] = text
    return known


def as_function(name, text):
    exports = [match[1] for match in EXPORT.finditer(text)]
    text = EXPORT.sub("", text)
    text = IMPORT.sub(lambda match: "const {} = {}_module;\n".format(
        match[1].removeprefix("* as "), match[2]), text)
    if re.search(r"^(import|export)\b", text, re.M):
        sys.exit(f"{name}.mjs: page.py does not support this form of import or export")
    return f"const {name}_module = (() => {{\n{text}\nreturn {{ {', '.join(exports)} }};\n}})();\n"


def bundle(source, name):
    """Join a module and all modules that it needs into one script."""
    modules = order(source, name, {})
    text = '"use strict";\n' + "".join(as_function(*item) for item in modules.items())
    if re.search(r"</script|<!--", text, re.I):
        sys.exit(f"{name}.mjs: </script or <!-- would end the script in the page")
    return text


def digest(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def version(source):
    lists = (source.parent / "CMakeLists.txt").read_text()
    return re.search(r"project\(\s*gopx\s+VERSION\s+([0-9.]+)", lists)[1]


def main(source, module, output):
    source = pathlib.Path(source).resolve()
    page, style = bundle(source, "page"), (source / "style.css").read_text()
    parts = {
        "POLICY": "; ".join([
            "default-src 'none'", f"script-src {digest(page)} 'wasm-unsafe-eval'",
            f"style-src {digest(style)}", "worker-src blob:", "img-src blob: data:",
            "base-uri 'none'", "form-action 'none'"]),
        "STYLE": style,
        "VERSION": version(source),
        "MODULE": base64.b64encode(
            gzip.compress(pathlib.Path(module).read_bytes(), 9, mtime=0)).decode(),
        "WORKER": bundle(source, "worker"),
        "PAGE": page,
    }
    text = re.sub(r"@([A-Z]+)@", lambda match: parts[match[1]],
                  (source / "index.html").read_text())
    pathlib.Path(output).write_text(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
