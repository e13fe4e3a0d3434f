"""Completion in the shell: the real script in a real shell, which calls the command as it is installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.xushi.running import environment, xushi

SHELLS = ("bash", "zsh", "fish")
BASH = """
eval "$(xushi completion bash)"
COMP_WORDS=({words})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_xushi_completion xushi 2>/dev/null
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def shell(command: list[str], folder: Path, warehouse: Path | None = None) -> list[str]:
    """The lines that a shell prints which finds the installed command by its name."""
    script = folder / "bin" / "xushi"
    if not script.exists():
        script.parent.mkdir()
        # as pip writes it
        script.write_text(f"#!{sys.executable}\nimport sys\nfrom xushi.main import main\nsys.exit(main())\n")
        script.chmod(0o755)
    settings = environment({"XUSHI_WAREHOUSE": str(warehouse)} if warehouse else {})
    settings["PATH"] = f"{script.parent}{os.pathsep}{settings['PATH']}"
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=settings, timeout=30, check=True)
    return done.stdout.split()


def bash(words: str, folder: Path, warehouse: Path | None = None) -> list[str]:
    """What bash completes these words to, the last of which is begun."""
    return shell(["bash", "-c", BASH.format(words=words)], folder, warehouse)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("xushi in", ["ingest"]),
        ("xushi re-extract --rules", ["--rules-not-current"]),
        ("xushi notebook f", ["first-look", "file-to-number"]),
        ("xushi export --to x", ["xlsx"]),
        ("xushi corrections a", ["apply"]),
        ("xushi nothing-such", []),
    ],
)
def test_bash_completes(words: str, found: list[str], tmp_path: Path) -> None:
    assert bash(words, tmp_path) == found


def test_bash_completes_titles_of_documents(samples_warehouse: Path, tmp_path: Path) -> None:
    titles = bash("xushi series --document 云溪市", tmp_path, samples_warehouse)
    assert len(titles) == 2 and all(title.startswith("云溪市202") for title in titles)
    assert bash("xushi re-extract --document 云溪市2022", tmp_path, samples_warehouse) == titles[:1]
    named = f"xushi series --warehouse {samples_warehouse} --document 2024年"
    assert len(bash(named, tmp_path)) == 1


def test_without_a_warehouse_no_title_is_there_and_none_is_made(tmp_path: Path) -> None:
    assert bash("xushi series --document 云", tmp_path) == []
    assert [path.name for path in tmp_path.iterdir()] == ["bin"]


@pytest.mark.parametrize("name", SHELLS)
def test_each_shell_has_its_script(name: str, tmp_path: Path) -> None:
    done = xushi("completion", name)
    assert (done.code, done.err) == (0, "")
    assert "_XUSHI_COMPLETE" in done.out
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    (tmp_path / "script").write_text(done.out)
    # read and not run: zsh's needs an interactive shell
    subprocess.run([name, "-n", "script"], cwd=tmp_path, check=True)


def test_a_shell_that_is_not_known() -> None:
    done = xushi("completion", "dos")
    assert done.code == 2
    assert "'bash', 'zsh', 'fish'" in done.sentence
