"""Translate the extraction engine to machine code: python -m tools.compile

mypyc reads the engine's modules with their types and writes C; the machine's C compiler does the rest.
What comes out stands beside the sources. Those stay what is read and changed, and what is used once changed.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from quotes.extraction.compiled import FOLDER, PACKAGE, STAMP, digest

try:
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.errors import CompileError, PlatformError
except ImportError as missing:
    sys.exit(f"{missing}. To compile the engine: pip install -r requirements-compile.txt (“make compile” does it).")

NOT_COMPILED = {"__init__", "compiled", "document", "engine", "kept"}
"""What finds the others; what a site sees, inherits from and sends between processes, which compiled classes
forbid; and a dictionary that calls back, which compiled code makes no quicker."""
TYPES = ["--config-file=", "--python-version=3.11", "--follow-imports=silent"]
GROUP = "quotes.extraction.native"
NO_COMPILER = """The engine was not compiled and goes on as plain Python: {}
It takes a C compiler and Python's headers (on Debian: apt install gcc python3-dev).
"""


def main() -> None:
    os.chdir(PACKAGE.parents[1])  # mypyc tells a module's name from its path below here
    with tempfile.TemporaryDirectory() as name:
        try:
            made = compile_to(Path(name))
        except (CompileError, PlatformError) as error:
            sys.stderr.write(NO_COMPILER.format(error))
            sys.exit(1)
        shutil.rmtree(FOLDER, ignore_errors=True)
        shutil.copytree(made, FOLDER)
    (FOLDER / STAMP).write_text(digest(), encoding="ascii")
    sys.stdout.write(f"The engine is compiled: {len(list(FOLDER.glob('*.so')))} files in {FOLDER}\n")


def compile_to(build: Path) -> Path:
    """Compile the engine in a folder for what is left over, and say where the modules are. Raises CompileError."""
    sources = [str(path) for path in sorted(PACKAGE.glob("*.py")) if path.stem not in NOT_COMPILED]
    modules = mypycify([*TYPES, *sources], opt_level="2", debug_level="0", target_dir=str(build), group_name=GROUP)
    command = Distribution({"name": "quotes", "ext_modules": modules}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(build / "lib"), str(build)
    command.ensure_finalized()
    command.run()
    return build / "lib" / "quotes" / "extraction"


if __name__ == "__main__":
    main()
