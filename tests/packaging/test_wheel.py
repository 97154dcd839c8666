"""The wheel works where there is no checkout and no network: model, tables, examples and templates travel with it."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
    )
    return next(folder.glob("*.whl"))


def test_the_demo_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=True, symlinks=True)
    python = home / "bin" / "python"
    subprocess.run(
        [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-index",
            "--no-deps",
            "--disable-pip-version-check",
            str(wheel),
        ],
        check=True,
    )
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    (next((home / "lib").iterdir()) / "site-packages" / "dependencies.pth").write_text(
        dependencies_without_stemma(libraries, tmp_path)
    )
    environment = {
        "PATH": os.environ["PATH"],
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "HTTPS_PROXY": "http://127.0.0.1:9",
    }
    shown = subprocess.run(
        [home / "bin" / "stemma", "demo"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        timeout=280,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    assert "What is told" in shown.stdout
    where = subprocess.run(
        [python, "-c", "import stemma; print(stemma.__file__)"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        check=True,
    )
    assert str(home) in where.stdout


def dependencies_without_stemma(libraries: str, folder: Path) -> str:
    """Return a folder of links to the installed libraries, the checkout's own installation left out."""
    linked = folder / "libraries"
    linked.mkdir()
    for item in Path(libraries).iterdir():
        if (
            not item.name.lower().startswith(("stemma", "_stemma", "_editable_impl_stemma", "__editable__.stemma"))
            and item.suffix != ".pth"
        ):
            (linked / item.name).symlink_to(item)
    return f"{linked}\n"
