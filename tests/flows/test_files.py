"""Which files are read: those named, and those in the folders named."""

from pathlib import Path

from flows.extracting import extract
from flows.files import File, find_files
from tests.warehouse.content import small_plan


def test_files_are_found_once_and_in_order(tmp_path: Path) -> None:
    read = ["a.PDF", "b.pdf", "c.docx", "deep/d.htm", "e.xlsx", "f.txt", "g.doc"]
    for name in (*reversed(read), "h.json", "~$c.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "folder.pdf").mkdir()
    found = [tmp_path / name for name in read]
    assert find_files([tmp_path]) == found
    # a file that is named is read whatever its name, and one that is missing is told later
    named = [tmp_path / "h.json", tmp_path / "missing.pdf"]
    assert find_files([*named, tmp_path, tmp_path / "b.pdf"]) == [*named, *found]


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder in (inside, outside):
        folder.mkdir()
        small_plan(folder / "plan.pdf")
    (inside / "file.pdf").symlink_to(outside / "plan.pdf")
    (inside / "folder").symlink_to(outside)
    (inside / "gone.pdf").symlink_to(inside / "missing.pdf")
    (inside / "other.pdf").symlink_to(inside / "plan.pdf")
    found = find_files([inside])
    assert find_files(found) == found
    says = {path.name: extract(File(path)).failure or "" for path in found}
    assert says == {
        "file.pdf": f"{inside / 'file.pdf'}: is a link that leads out of its folder, to {outside / 'plan.pdf'}; "
        "name that instead.",
        "folder": f"{inside / 'folder'}: is a link that leads out of its folder, to {outside}; name that instead.",
        "gone.pdf": f"{inside / 'gone.pdf'}: there is no such file; check the path.",
        "other.pdf": "",
        "plan.pdf": "",
    }
