from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Reason, Refusal
from storage import remote_disk

TABLE = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:35 / /home rw - ext4 /dev/vdb rw
41 40 0:40 / /home/anna/Mina\\040dokument rw - cifs //server/share rw
42 40 0:41 / /home/anna/usb rw - exfat /dev/sdb1 rw
43 22 0:42 / /mnt/nfs rw - nfs4 server:/x rw
44 43 0:43 / /mnt/nfs/local rw - tmpfs tmpfs rw
a broken line
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/", "ext4"),
        ("/home/anna", "ext4"),
        ("/home/anna/Mina dokument/valv", "cifs"),
        ("/home/anna/Mina dokumentation", "ext4"),
        ("/home/anna/usb", "exfat"),
        ("/mnt/nfs/a/b", "nfs4"),
        ("/mnt/nfs/local/a", "tmpfs"),
    ],
)
def test_the_deepest_mount_point_decides(place: str, kind: str) -> None:
    assert remote_disk.file_system_of(Path(place), TABLE) == kind


def test_an_ordinary_folder_is_local(tmp_path: Path) -> None:
    remote_disk.require_local(tmp_path)


@pytest.mark.parametrize("mark", [".dropbox.cache", ".stfolder", ".nextcloudsync.log"])
def test_a_synchronised_folder_is_refused(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).mkdir()
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    with pytest.raises(Refusal) as caught:
        remote_disk.require_local(deep)
    assert caught.value.reason is Reason.FOLDER_REMOTE


def test_onedrive_says_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDrive", str(tmp_path))
    (tmp_path / "a").mkdir()
    with pytest.raises(Refusal):
        remote_disk.require_local(tmp_path / "a")
