"""Public files from a publisher on this machine: whole, held to a hash, gone on with, never over."""

import csv
import hashlib
import http.server
import io
import re
import threading
import zipfile
from pathlib import Path

import pytest
import tiny_study

from santitham_eval import cli
from santitham_eval.batch.fetch import fetch
from santitham_eval.batch.progress import Progress
from santitham_eval.errors import StudyError
from santitham_eval.sources.public import PUBLIC
from santitham_eval.study import load_study

EVENTS = ("id,year\n" + "".join(f"{n},2019\n" for n in range(60_000))).encode()


def zipped(**members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)  # dated alike, as test names hold it
    return held.getvalue()


ARCHIVE = zipped(**{"folder/GED.csv": EVENTS, "../../GED2.csv": b"x", "read.me": b"y"})


class Publisher(http.server.ThreadingHTTPServer):
    """Answers with `content`; breaks off after `breaks_after` bytes, once."""

    def __init__(self):
        self.content, self.edition, self.breaks_after, self.status = ARCHIVE, '"one"', None, 200
        self.asked = []
        self.meanwhile = lambda: None  # what else happens while it answers
        self.begins_at = None  # where it says that a range begins, if it does not do as asked
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/ged/events.zip"

    def handle_error(self, request, client_address):
        pass  # who leaves in the middle is what some tests are about


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        publisher = self.server
        publisher.asked.append(dict(self.headers))
        publisher.meanwhile()
        content, begin = publisher.content, 0
        if "Range" in self.headers and self.headers.get("If-Range") == publisher.edition:
            begin = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        if begin and begin >= len(content):
            self.send_error(416)
            return
        self.send_response(publisher.status if publisher.status != 200 or not begin else 206)
        if begin:
            begin = begin if publisher.begins_at is None else publisher.begins_at
            last = len(content) - 1
            self.send_header("Content-Range", f"bytes {begin}-{last}/{len(content)}")
        if publisher.edition:
            self.send_header("ETag", publisher.edition)
        self.send_header("Content-Length", str(len(content) - begin))
        self.end_headers()
        after, publisher.breaks_after = publisher.breaks_after, None
        self.wfile.write(content[begin:] if after is None else content[begin:after])

    def log_message(self, *_):
        pass


@pytest.fixture
def publisher():
    with Publisher() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def study_of(folder, address, sha256="", members='["GED.csv"]', simulated="false"):
    words = tiny_study.STUDY.replace("simulated = true", f"simulated = {simulated}")
    words = words.replace("[sources.events]", "[sources.ged]").replace(
        "{events}", 'format = "ucdp-ged"\nfile = "ged/*.csv"'
    )
    # Or the boundaries would be fetched from where they are published.
    words = re.sub(r"\[sources.boundaries\][^\[]*", "", words)
    words += f'\n[fetch.ged]\naddress = "{address}"\nsha256 = "{sha256}"\nmembers = {members}\n'
    words += 'citation = "A Publisher, Events, edition 1"\nlicence = "CC-BY-4.0"\n'
    (folder / "study.toml").write_text(words, "utf-8")
    (folder / "data/raw").mkdir(parents=True, exist_ok=True)
    return load_study(folder / "study.toml")


def files_of(study):
    raw = study.raw()
    return sorted(p.relative_to(raw).as_posix() for p in raw.rglob("*") if p.is_file())


def registry_of(study):
    with (study.raw() / "registry.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def quiet(study, *names):
    fetch(study, Progress(quiet=True), names)


def problems(study):
    with pytest.raises(StudyError) as caught:
        quiet(study)
    return [problem.describe().en for problem in caught.value.problems]


@pytest.mark.parametrize("sha256", ["", hashlib.sha256(ARCHIVE).hexdigest()])
def test_what_the_study_reads_is_put_in_place_and_registered(tmp_path, publisher, sha256):
    study = study_of(tmp_path, publisher.address, sha256)
    quiet(study)
    assert files_of(study) == ["ged/GED.csv", "registry.csv"]
    assert (study.raw() / "ged/GED.csv").read_bytes() == EVENTS
    [row] = registry_of(study)
    assert row["sha256"] == hashlib.sha256(EVENTS).hexdigest()
    assert row["licence"] == "CC-BY-4.0"
    assert publisher.address in row["source"] and "edition 1" in row["source"]


def test_a_file_that_is_there_is_not_fetched_nor_written_over(tmp_path, publisher):
    study = study_of(tmp_path, publisher.address)
    (study.raw() / "ged").mkdir()
    (study.raw() / "ged/GED.csv").write_text("own")
    quiet(study)
    assert publisher.asked == []
    assert (study.raw() / "ged/GED.csv").read_text() == "own"


def test_it_goes_on_where_it_broke_off(tmp_path, publisher):
    study = study_of(tmp_path, publisher.address)
    publisher.breaks_after = len(ARCHIVE) // 2
    [said] = problems(study)
    assert publisher.address in said and "GED.csv" in said and "goes on" in said
    assert files_of(study) == [".fetch/ged.edition", ".fetch/ged.part"]
    held = (study.raw() / ".fetch/ged.part").stat().st_size
    assert len(ARCHIVE) // 4 < held <= len(ARCHIVE) // 2
    quiet(study)
    assert publisher.asked[1]["Range"] == f"bytes={held}-"
    assert (study.raw() / "ged/GED.csv").read_bytes() == EVENTS
    assert files_of(study) == ["ged/GED.csv", "registry.csv"]


@pytest.mark.parametrize("edition", ['"two"', None])
def test_it_begins_again_where_the_publisher_has_another_edition(tmp_path, publisher, edition):
    study = study_of(tmp_path, publisher.address)
    publisher.breaks_after = 1000
    problems(study)
    newer = EVENTS.replace(b"2019", b"2020")
    publisher.content, publisher.edition = zipped(**{"GED.csv": newer}), edition
    quiet(study)
    assert (study.raw() / "ged/GED.csv").read_bytes() == newer


def test_without_a_mark_of_the_edition_it_begins_again(tmp_path, publisher):
    study = study_of(tmp_path, publisher.address)
    publisher.edition, publisher.breaks_after = None, 1000
    problems(study)
    quiet(study)
    assert "Range" not in publisher.asked[1]
    assert (study.raw() / "ged/GED.csv").read_bytes() == EVENTS


def test_a_part_longer_than_the_file_is_left_behind(tmp_path, publisher):
    study = study_of(tmp_path, publisher.address)
    (study.raw() / ".fetch").mkdir()
    (study.raw() / ".fetch/ged.part").write_bytes(b"x" * (len(ARCHIVE) + 5))
    (study.raw() / ".fetch/ged.edition").write_text('"one"')
    quiet(study)
    assert len(publisher.asked) == 2 and "Range" not in publisher.asked[1]
    assert (study.raw() / "ged/GED.csv").read_bytes() == EVENTS


def test_other_bytes_than_those_asked_for_are_not_put_behind_the_first(tmp_path, publisher):
    publisher.content = EVENTS
    study = study_of(tmp_path, publisher.address.replace("events.zip", "a.csv"), members="[]")
    publisher.breaks_after = len(EVENTS) // 2
    problems(study)
    publisher.begins_at = 7
    quiet(study)
    assert (study.raw() / "ged/a.csv").read_bytes() == EVENTS


def test_a_part_and_the_mark_of_its_edition_never_disagree(tmp_path, publisher, monkeypatch):
    publisher.content = EVENTS
    study = study_of(tmp_path, publisher.address.replace("events.zip", "a.csv"), members="[]")
    publisher.breaks_after = len(EVENTS) // 2
    problems(study)
    newer = EVENTS.replace(b"2019", b"2020")
    publisher.content, publisher.edition = newer, '"two"'
    opened = Path.open

    def stopped(path, mode="r", *args, **kwargs):
        if path.name == "ged.part" and mode == "wb":
            raise OSError(28, "No space left on device")
        return opened(path, mode, *args, **kwargs)

    monkeypatch.setattr(Path, "open", stopped)
    with pytest.raises(OSError, match="space"):
        quiet(study)
    monkeypatch.undo()
    quiet(study)
    assert (study.raw() / "ged/a.csv").read_bytes() == newer


def test_a_file_that_somebody_puts_there_meanwhile_is_not_written_over(tmp_path, publisher):
    study = study_of(tmp_path, publisher.address)
    own = study.raw() / "ged/GED.csv"

    def meanwhile():
        own.parent.mkdir()
        own.write_text("own")

    publisher.meanwhile = meanwhile
    quiet(study)
    assert own.read_text() == "own"
    assert files_of(study) == ["ged/GED.csv"]


def test_a_file_is_registered_before_it_is_there(tmp_path, publisher, monkeypatch):
    """Else one that is there, after the process was ended, would seem to be the user's own."""
    study = study_of(tmp_path, publisher.address)

    def stopped(path, target):
        if target.name == "GED.csv":
            raise KeyboardInterrupt
        return moved(path, target)

    moved = Path.rename
    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        quiet(study)
    monkeypatch.undo()
    [row] = registry_of(study)
    assert row["file"] == "ged/GED.csv"
    quiet(study)
    assert files_of(study) == ["ged/GED.csv", "registry.csv"]
    assert registry_of(study) == [row]


@pytest.mark.parametrize(
    "registry", [b"a,b\n1,2\n", b"file,sha256\na.csv,00,more\n", b"file,sha256\n\xff,00\n"]
)
def test_a_registry_that_cannot_be_read_is_told_before_anything(tmp_path, publisher, registry):
    study = study_of(tmp_path, publisher.address)
    (study.raw() / "registry.csv").write_bytes(registry)
    assert "registry.csv" in problems(study)[0]
    assert publisher.asked == []
    assert (study.raw() / "registry.csv").read_bytes() == registry


def test_an_address_does_not_lead_out_of_the_folder(tmp_path, publisher):
    address = publisher.address.replace("events.zip", "..%2f..%2f..%2fa.csv")
    study = study_of(tmp_path, address, members="[]")
    publisher.content = EVENTS
    quiet(study)
    assert files_of(study) == ["ged/a.csv", "registry.csv"]


def test_other_bytes_than_declared_are_refused(tmp_path, publisher):
    study = study_of(tmp_path, publisher.address, "0" * 64)
    [said] = problems(study)
    assert "0" * 64 in said
    assert files_of(study) == []


def test_other_bytes_than_first_seen_are_refused(tmp_path, publisher):
    study = study_of(tmp_path, publisher.address)
    quiet(study)
    (study.raw() / "ged/GED.csv").unlink()
    before = registry_of(study)
    publisher.content = zipped(**{"GED.csv": b"changed"})
    [said] = problems(study)
    assert hashlib.sha256(EVENTS).hexdigest() in said
    assert files_of(study) == ["registry.csv"] and registry_of(study) == before
    publisher.content = ARCHIVE
    quiet(study)
    assert registry_of(study) == before


def test_rows_and_columns_of_the_registry_stay(tmp_path, publisher):
    study = study_of(tmp_path, publisher.address)
    (study.raw() / "registry.csv").write_text("file,sha256,asked\nown.csv,00,หนังสือ\n", "utf-8")
    quiet(study)
    own, fetched = registry_of(study)
    assert (own["file"], own["asked"]) == ("own.csv", "หนังสือ")
    assert fetched["file"] == "ged/GED.csv"


@pytest.mark.parametrize(
    "content", [b"<html>sign in</html>", zipped(**{"other.csv": b"x"}), ARCHIVE[:-60], b""]
)
def test_what_is_not_the_archive_is_refused_whole(tmp_path, publisher, content):
    study = study_of(tmp_path, publisher.address)
    publisher.content = content
    assert "GED.csv" in problems(study)[0]
    assert files_of(study) == []


def test_a_file_that_is_no_archive_is_taken_as_it_is(tmp_path, publisher):
    publisher.content = EVENTS
    study = study_of(tmp_path, publisher.address.replace("events.zip", "a.csv?v=1"), members="[]")
    quiet(study)
    assert (study.raw() / "ged/a.csv").read_bytes() == EVENTS


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_refusal_is_told_with_its_number(tmp_path, publisher, status):
    publisher.status = status
    study = study_of(tmp_path, publisher.address)
    assert f"HTTP {status}" in problems(study)[0]
    assert files_of(study) == []


def test_without_a_connection_it_says_what_to_do_by_hand(tmp_path, publisher):
    publisher.server_close()
    study = study_of(tmp_path, publisher.address)
    [said] = problems(study)
    assert "another machine" in said and "ged" in said
    assert files_of(study) == []


def test_a_simulated_study_fetches_nothing_real(tmp_path, publisher):
    study = study_of(tmp_path, publisher.address, simulated="true")
    assert "simulated" in problems(study)[0]
    assert publisher.asked == []


def test_a_name_that_the_source_would_not_find_is_refused_before_anything(tmp_path, publisher):
    study = study_of(tmp_path, publisher.address, members='["GED.txt"]')
    assert "ged/*.csv" in problems(study)[0]
    assert publisher.asked == []


@pytest.mark.parametrize("member", ["../GED.csv", "/etc/GED.csv", "a\\b.csv", "c:GED.csv", ".hid"])
def test_a_member_may_not_name_a_place(tmp_path, publisher, member):
    with pytest.raises(StudyError):
        study_of(tmp_path, publisher.address, members=f"['{member}']")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x/y", "http://", "ged.zip"])
def test_an_address_is_one_of_the_web(tmp_path, address):
    with pytest.raises(StudyError):
        study_of(tmp_path, address)


def test_where_files_come_from_changes_no_hash_of_the_study(tmp_path, publisher):
    one = study_of(tmp_path, publisher.address).hash
    assert one == study_of(tmp_path, publisher.address, "1" * 64).hash


def test_the_command_names_what_can_be_fetched(tmp_path, publisher, capsys):
    study = study_of(tmp_path, publisher.address)
    with pytest.raises(SystemExit) as ended:
        cli.main(["fetch", "register", "--study", str(study.folder / "study.toml")])
    assert ended.value.code == 2
    assert "ged" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        cli.main(["fetch", "ged", "--study", str(study.folder / "study.toml")])
    assert ended.value.code == 0
    assert (study.raw() / "ged/GED.csv").read_bytes() == EVENTS


def test_what_ships_is_declared_as_a_study_file_would_be():
    for public in PUBLIC.values():
        assert public.address.startswith("https://")
        assert public.members and public.citation and public.licence
