"""Registration of the plan: a chain that shows tampering, and what the reports say of it."""

import datetime
import json
import re

import pytest
from small_study import CODES, tables, tree, write_notebook, write_study

from santitham_eval import cli, load_study, narrate, panel, report, store, text
from santitham_eval.batch import inputs, reading, steps
from santitham_eval.batch import register as registering
from santitham_eval.batch.progress import Progress
from santitham_eval.errors import StudyError
from santitham_eval.report.html import render
from santitham_eval.report.provenance import registration_row
from santitham_eval.study import Entry, planned, registration, registration_file
from santitham_eval.study.chain import as_json
from santitham_eval.study.plan import digest

QUIET = Progress(quiet=True)
DAY = datetime.date(2026, 11, 26)
LATER = datetime.date(2026, 12, 1)


@pytest.fixture
def file(tmp_path):
    return write_study(tmp_path)


def register(file, **asked):
    return registering.register(load_study(file), QUIET, **{"today": DAY, **asked})


def change(file, before, after):
    words = file.read_text("utf-8")
    assert before in words
    file.write_text(words.replace(before, after), "utf-8")


def standing(file):
    return registration(load_study(file))


def saved(file):
    return json.loads(registration_file(load_study(file)).read_text("utf-8"))


def save(file, content):
    words = json.dumps(content, ensure_ascii=False)
    registration_file(load_study(file)).write_text(words, "utf-8")


def status(*words):
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    return ended.value.code


# --- the entry --------------------------------------------------------------------------------
def test_an_entry_fixes_the_plan_the_rule_and_the_files(file):
    entry = register(file, note="ก่อนเปิดแฟ้ม")
    study = load_study(file)
    assert (entry.kind, entry.date, entry.date_from) == ("registration", "2026-11-26", "clock")
    assert entry.plan_sha256 == study.plan.hash
    assert entry.protocol_sha256 == planned.protocol_sha256(study)
    assert sorted(entry.outcome_files) == ["events/a.csv", "events/b.csv"]
    assert entry.outcome_files["events/a.csv"] == store.sha256(study.raw() / "events" / "a.csv")
    assert entry.planned["outcomes"] == [{"indicator": "SAF1", "role": "primary", "margin": None}]
    assert entry.planned["periods"]["baseline"] == 48
    assert registration(study).entries == (entry,)
    assert not {"columns", "file", "paths", "title"} & set(json.dumps(entry.planned).split('"'))


def test_hashes_are_the_same_on_every_machine(file):
    """Figures of today: should one change, plans registered before would look tampered with."""
    plan = load_study(file).plan
    assert plan.hash == "c26dada0537847190129c400f9973f737b4ea81abdd9b9fbcb1306c69ced4667"
    entry = Entry(
        kind="registration", date="2026-11-26", date_from="given", note="ก่อนเห็นผล “x”",
        plan_sha256="a" * 64, protocol_sha256=None, version="0.1.0", method_sha256="b" * 64,
        planned={"outcomes": [{"indicator": "SAF1", "margin": 0.8, "big": 10**20}], "none": None},
        outcome_files={"เหตุ/ก.csv": "c" * 64}, estimates=[], previous=None,
    )  # fmt: skip
    assert entry.seal() == "096ec1fe69aa378c85bdf4976aab033dbdd85fa36ec536643b2a733ae59a0702"
    again = json.loads(as_json([entry]))["entries"][0]
    assert Entry(**again).seal() == entry.seal()


def test_how_lines_end_makes_no_other_protocol(file):
    rule = file.parent / "PROTOCOL.md"
    rule.write_bytes("# ระเบียบ\nข้อ 1\n".encode())
    register(file)
    rule.write_bytes(b"\xef\xbb\xbf" + "# ระเบียบ\r\nข้อ 1\r\n".encode())
    assert standing(file).differences == ()
    rule.write_bytes("# ระเบียบ\nข้อ 2\n".encode())
    assert [d.field for d in standing(file).differences] == ["PROTOCOL.md"]


def test_a_study_without_a_rule_file_says_so(file, monkeypatch):
    monkeypatch.setattr(planned, "PACKAGE", file.parent / "elsewhere" / "package")
    assert register(file).protocol_sha256 is None
    assert standing(file).differences == ()


@pytest.mark.parametrize(
    ("there", "when"),
    [
        ((), "before_data"),
        (("raw/events/a.csv",), "before_estimates"),
        (("raw/events/a.csv", "processed/panel.parquet"), "before_estimates"),
        (("processed/effects.parquet",), "after"),
        (("raw/events/a.csv", "processed/checks.parquet"), "after"),
        (("../reports/tambon/990101/index.html",), "after"),
    ],
)
def test_what_could_be_known_is_told(file, there, when):
    for path in (file.parent / "data" / "raw" / "events").iterdir():
        path.unlink()
    for name in there:
        path = file.parent / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    assert register(file).when == when
    said = narrate.registered(standing(file))
    words = text.PLAN_REGISTERED[when].en.split("{date}")[1].split("{n}")[0]
    assert words in said[0].en
    assert "26 พฤศจิกายน 2569" in said[0].th
    assert said[-1] == text.PLAN_SAME


# --- what differs -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("before", "after", "field", "values"),
    [
        ('"SAF1"\n', '"SAF1"\nmargin = 0.7\n', "outcomes.SAF1.margin", ("", "0.7")),
        ('"99"', '"99", "98"', "area.codes", ("99", "99, 98")),
        ('"2021-12"', '"2020-12"', "periods.last", ("2021-12", "2020-12")),
        ("seed = 3", "seed = 4", "study.seed", ("3", "4")),
        ('"events/*.csv"', '"events/*.csv"\nindicators = ["SAF1"]', "sources.events.indicators",
         ("", "SAF1")),
    ],
)  # fmt: skip
def test_a_changed_field_is_named_with_both_values(file, before, after, field, values):
    register(file)
    change(file, before, after)
    [found] = standing(file).differences
    assert (found.field, (found.before, found.after)) == (field, values)


@pytest.mark.parametrize(
    ("before", "after"),
    [('"เล็ก"', '"ใหญ่"'), ('"events/*.csv"', '"events/a*.csv"'),
     ("[[outcomes]]", "[disclosure]\nminimum_count = 5\n[[outcomes]]")],
)  # fmt: skip
def test_what_moves_no_result_is_no_difference(file, before, after):
    register(file)
    change(file, before, after)
    assert standing(file).differences == ()


def test_the_order_of_outcomes_counts(file):
    change(file, "[[outcomes]]", '[[outcomes]]\nindicator = "SAF2"\n[[outcomes]]')
    register(file)
    change(file, '"SAF2"', '"SAF9"')
    change(file, '"SAF1"', '"SAF2"')
    change(file, '"SAF9"', '"SAF1"')
    [found] = standing(file).differences
    assert (found.field, found.before, found.after) == ("outcomes", "SAF2, SAF1", "SAF1, SAF2")


def test_a_changed_plan_is_refused_until_it_is_called_a_deviation(file):
    first = register(file)
    assert register(file, note="again", today=LATER) == first  # nothing to write
    change(file, '"SAF1"\n', '"SAF1"\nmargin = 0.7\n')
    before = tree(file.parent)
    with pytest.raises(StudyError, match=r"outcomes\.SAF1\.margin"):
        register(file)
    with pytest.raises(StudyError, match="reason of the deviation"):
        register(file, amend="  ")
    assert tree(file.parent) == before
    second = register(file, amend="ตกลงกันใหม่", today=LATER)
    assert second.previous == first.sha256
    now = standing(file)
    assert now.entries == (first, second)
    assert now.differences == ()
    assert [d.field for d in now.changes[1]] == ["outcomes.SAF1.margin"]
    told = narrate.registered(now)
    assert "outcomes.SAF1.margin: – → 0.7" in told[1].th and "“ตกลงกันใหม่”" in told[1].en
    assert "1 ธันวาคม 2569" in told[1].th


def test_an_event_that_is_only_told_is_in_the_plan_and_its_name_is_not(file):
    shock = '\n[[periods.shock]]\nname.th = "ก"\nname.en = "a"\nfirst = "2020-04"\nlast = "2020-09"\nmodelled = false\n'
    file.write_text(file.read_text("utf-8") + shock, "utf-8")
    register(file)
    change(file, 'name.en = "a"', 'name.en = "b"')
    assert registering.check(load_study(file), QUIET)
    change(file, 'last = "2020-09"', 'last = "2020-10"')
    assert not registering.check(load_study(file), QUIET)


def test_a_deviation_that_is_in_no_field_can_be_told(file):
    register(file)
    register(file, amend="แฟ้มเดือนมีนาคมมาไม่ถึง")
    assert text.PLAN_NO_FIELD.en in narrate.registered(standing(file))[1].en


def test_a_deviation_after_estimates_says_so(file):
    register(file)
    path = load_study(file).processed() / "effects.parquet"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    change(file, '"SAF1"\n', '"SAF1"\nmargin = 0.7\n')
    register(file, amend="x")
    told = narrate.registered(standing(file))
    assert "before effects were estimated" in told[0].en
    assert "after effects had been estimated" in told[1].en
    brief = narrate.registered_briefly(standing(file))
    assert "before effects were estimated" in brief[0].en
    assert "since: 1, of which after effects had been estimated: 1" in brief[1].en
    assert brief[2] == text.PLAN_SAME


def test_nothing_to_amend_is_an_error(file):
    with pytest.raises(StudyError, match="run santitham-eval register first"):
        register(file, amend="x")


def test_another_code_of_the_method_is_told_but_is_no_other_plan(file, monkeypatch):
    monkeypatch.setattr("santitham_eval.study.chain.method_sha256", lambda: "c" * 64)
    register(file)
    assert not standing(file).method_changed
    monkeypatch.undo()
    now = standing(file)
    assert now.method_changed and now.differences == ()
    assert narrate.registered(now)[-1] == text.PLAN_METHOD_CHANGED


def test_what_is_left_out_of_the_method_is_there():
    """A room that is renamed may not slip out of, or into, the method's hash unseen."""
    names = {p.name for p in planned.PACKAGE.iterdir()}
    assert set(planned.NO_METHOD) - {"calibration", "calibration.py"} <= names
    assert {"calibration", "calibration.py"} & names


# --- tampering --------------------------------------------------------------------------------
@pytest.fixture
def chain(file):
    """Three entries."""
    register(file)
    for n in (7, 6):
        change(file, '"SAF1"', f'"SAF1"\nmargin = 0.{n}' if n == 7 else '"SAF1"')
        register(file, amend=f"reason {n}", today=LATER)
    return file


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (lambda e: e[0].update(date="2020-01-01"), r"entries\.0.*as it was written"),
        (lambda e: e[0]["planned"]["outcomes"][0].update(margin=0.7), r"entries\.0"),
        (lambda e: e[1].update(note="other"), r"entries\.1.*as it was written"),
        (lambda e: e[0].update(estimates=["x"]), r"entries\.0"),
        (lambda e: e.pop(1), r"entries\.1.*taken out or put between"),
        (lambda e: e.pop(0), "a registration for the first entry"),
        (lambda e: e.insert(1, e[1]), r"entries\.2.*taken out or put between"),
        (lambda e: e.reverse(), "registration for the first"),
        (lambda e: e.clear(), "registration for the first"),
    ],
)
def test_a_broken_chain_is_told(chain, tamper, told):
    content = saved(chain)
    tamper(content["entries"])
    save(chain, content)
    with pytest.raises(StudyError, match=told):
        standing(chain)
    with pytest.raises(StudyError):
        register(chain, amend="over it")


def test_an_entry_sealed_anew_still_breaks_the_next(chain):
    content = saved(chain)
    entry = content["entries"][0]
    entry["note"] = "another"
    entry["sha256"] = digest({k: v for k, v in entry.items() if k != "sha256"})
    save(chain, content)
    with pytest.raises(StudyError, match="taken out or put between") as error:
        standing(chain)
    assert [p.column for p in error.value.problems] == ["entries.1"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[]", b"null", b'{"format": "x", "entries": []}', b"[" * 100_000,
     b'{"format": "santitham-eval registration 1"}',
     b'{"format": "santitham-eval registration 1", "entries": [{"kind": "x"}]}',
     b'{"format": "santitham-eval registration 1", "entries": "\\ud800"}',
     b'{"format": "santitham-eval registration 1", "entries": [NaN, 1e999]}'],
)  # fmt: skip
def test_what_is_no_registration_is_told(file, content):
    registration_file(load_study(file)).write_bytes(content)
    with pytest.raises(StudyError, match="register"):
        standing(file)


def test_a_folder_in_its_place_is_told(file):
    registration_file(load_study(file)).mkdir()
    with pytest.raises(StudyError, match="register"):
        standing(file)


@pytest.mark.parametrize("key", ["date", "note", "planned", "outcome_files", "previous"])
@pytest.mark.parametrize("value", [3, "2569-11-26", "a\u202eb", ["x"], {"a": 1}, "1" * 13])
def test_a_field_of_another_kind_is_told_without_its_value(chain, key, value):
    content = saved(chain)
    content["entries"][1][key] = value
    save(chain, content)
    with pytest.raises(StudyError) as error:
        standing(chain)
    assert all(p.column.startswith("entries.1") for p in error.value.problems)
    assert "\u202e" not in str(error.value) and "1" * 13 not in str(error.value)


def test_a_date_before_the_last_is_refused(chain):
    with pytest.raises(StudyError, match="not before that of the entry before"):
        register(chain, amend="x", date="2026-11-30")


@pytest.mark.parametrize("date", ["2569-11-26", "26/11/2026", "2026-13-01", "", "1999-12-31"])
def test_a_date_that_cannot_be_is_refused(file, date):
    with pytest.raises(StudyError, match="Gregorian date"):
        register(file, date=date)
    assert standing(file).entries == ()


# --- hostile words, and a machine that fails ----------------------------------------------------
@pytest.mark.parametrize(
    "note", ["a\u202eb", "a\x1b[31mb", "x" * 501, "เลข 1-2345-67890-12-3 ของใคร", "\ud800"]
)
def test_words_that_may_not_stand_on_a_page_are_refused(file, note):
    for asked in ({"note": note}, {"amend": note}):
        with pytest.raises(StudyError) as error:
            register(file, **asked)
        str(error.value).encode()
        assert "\u202e" not in str(error.value) and "\x1b" not in str(error.value)
        register(file) if "note" in asked else None
    assert len(standing(file).entries) == 1


def test_markup_and_braces_come_out_as_they_were_typed(file):
    register(file, note="<script>alert(1)</script>\n {date}\u200b %s “")
    assert standing(file).entries[0].note == "<script>alert(1)</script> {date} %s “"
    said = narrate.registered(standing(file))
    assert "<script>alert(1)</script> {date} %s “" in said[1].en
    row = registration_row(load_study(file))
    page = str(render(row[1]))
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_a_full_disk_leaves_the_old_chain(chain, monkeypatch):
    before = tree(chain.parent)
    monkeypatch.setattr(
        "pathlib.Path.replace", lambda *a: (_ for _ in ()).throw(OSError(28, "full"))
    )
    with pytest.raises(OSError, match="full"):
        register(chain, amend="x", today=LATER)
    assert tree(chain.parent) == before


def test_the_same_entries_give_the_same_bytes(chain):
    path = registration_file(load_study(chain))
    assert path.read_bytes() == as_json(standing(chain).entries).encode()


# --- sealed files of outcomes -------------------------------------------------------------------
def raw(file, name):
    return file.parent / "data" / "raw" / name


def test_sealed_files_are_noted_and_not_opened(file, monkeypatch):
    monkeypatch.setattr(panel, "build_tables", lambda study: pytest.fail("files were read"))
    entry = register(file, seal=["events"])
    files = {f"events/{n}.csv": store.sha256(raw(file, f"events/{n}.csv")) for n in "ab"}
    assert (entry.sealed, entry.when) == ({"events": files}, "sealed")
    first, told = narrate.registered(standing(file))[:2]
    assert "while all 2 files of outcomes were sealed" in first.en
    assert told == text.PLAN_SEALED.format(names="events", n="2")
    assert register(file) == entry


def test_one_source_of_two_sealed_is_not_sealed_as_a_whole(file):
    more = '[sources.more]\nformat = "acled"\nfile = "more.csv"\nindicators = ["SAF6"]\n[periods]'
    own = 'file = "events/*.csv"\n'
    change(file, own, own + 'indicators = ["SAF1"]\n')
    change(file, "[periods]", more)
    raw(file, "more.csv").write_text("x")
    assert register(file, seal=["events"]).when == "before_estimates"


def test_other_bytes_in_the_place_of_sealed_ones_are_refused_until_told(file, monkeypatch):
    monkeypatch.setattr(panel, "build_tables", lambda study: tables())
    register(file, seal=["events"])
    steps.build(load_study(file), QUIET)
    was = raw(file, "events/a.csv").read_bytes()
    raw(file, "events/a.csv").write_bytes(b"other\n")
    raw(file, "events/c.csv").write_bytes(b"new\n")
    raw(file, "events/b.csv").unlink()
    for step in (steps.build, steps.check, lambda s, p: register(file), registering.check):
        with pytest.raises(StudyError) as refusal:
            step(load_study(file), QUIET)
        told = str(refusal.value)
        assert all(f"data/raw/events/{n}.csv: found" in told for n in "abc")
        assert store.sha256(raw(file, "events/c.csv")) in told
    entry = register(file, amend="แฟ้มของเดือนที่ขาด", today=LATER)
    assert (entry.kind, entry.when) == ("amendment", "before_estimates")
    steps.build(load_study(file), QUIET)
    said = " ".join(words.en for words in narrate.registered(standing(file)))
    assert "1 Dec 2026" in said and "แฟ้มของเดือนที่ขาด" in said
    for n, before, after in (
        ("a", "sha256:", "sha256:"),
        ("b", "sha256:", "–"),
        ("c", "–", "sha256:"),
    ):
        assert re.search(rf"sealed\.events\.events/{n}\.csv: {before}\S* → {after}", said)
    raw(file, "events/a.csv").write_bytes(was)  # and back again is another change
    with pytest.raises(StudyError, match=r"data/raw/events/a\.csv"):
        steps.build(load_study(file), QUIET)


def test_a_sealed_source_that_is_taken_out_of_the_study_is_a_change_too(file):
    register(file, seal=["events"])
    change(file, "[sources.events]", "[sources.others]")
    with pytest.raises(StudyError, match=r"data/raw/events/a\.csv"):
        steps.build(load_study(file), QUIET)


@pytest.mark.parametrize("name", ["roster", "nothing", "../x", ""])
def test_only_sources_of_outcomes_that_are_there_can_be_sealed(file, name):
    with pytest.raises(StudyError, match="a source of outcomes whose files are there: events"):
        register(file, seal=[name])
    assert not registration_file(load_study(file)).exists()


def test_what_was_read_or_is_not_there_or_is_registered_cannot_be_sealed(file, monkeypatch):
    monkeypatch.setattr(panel, "build_tables", lambda study: tables())
    steps.build(load_study(file), QUIET)
    with pytest.raises(StudyError, match="built from some"):
        register(file, seal=["events"])
    for path in load_study(file).processed().glob("*.parquet"):
        path.unlink()
    register(file, seal=["events"])
    for asked in ({}, {"amend": "x"}):
        with pytest.raises(StudyError, match="only with the first registration"):
            register(file, seal=["events"], **asked)
    registration_file(load_study(file)).unlink()
    for n in "ab":
        raw(file, f"events/{n}.csv").unlink()
    with pytest.raises(StudyError, match="whose files are there"):
        register(file, seal=["events"])


def test_a_seal_in_the_file_cannot_be_changed_and_older_files_without_any_hold(file):
    register(file, seal=["events"])
    content = saved(file)
    content["entries"][0]["sealed"]["events"]["events/a.csv"] = "0" * 64
    save(file, content)
    with pytest.raises(StudyError, match="as it was written"):
        standing(file)
    registration_file(load_study(file)).unlink()
    register(file)
    assert "sealed" not in saved(file)["entries"][0]  # as before there were seals, and its hash
    assert standing(file).entries[0].sealed == {}


def test_the_command_seals(file, monkeypatch, capsys):
    monkeypatch.chdir(file.parent)
    assert status("register", "--check", "--seal", "events") == 2
    assert status("register", "--seal", "events", "--date", "2026-11-26") == 0
    assert "only files of the same sha256 will be taken" in capsys.readouterr().out
    raw(file, "events/a.csv").write_bytes(b"other\n")
    assert status("register", "--check") == 2
    assert status("build") == 2


# --- the command and the pages ------------------------------------------------------------------
def test_the_command_registers_checks_and_amends(file, monkeypatch, capsys):
    monkeypatch.chdir(file.parent)
    assert status("register", "--check") == 1
    assert "was not registered" in capsys.readouterr().out
    assert status("register", "--note", "x", "--date", "2026-11-26") == 0
    told = capsys.readouterr().out
    assert standing(file).entries[0].sha256 in told
    assert "proves nothing to a stranger" in told and "ยังไม่เป็นหลักฐานต่อผู้อื่น" in told
    assert status("register", "--check") == 0
    assert "(date as given)" in capsys.readouterr().out
    change(file, '"SAF1"\n', '"SAF1"\nmargin = 0.7\n')
    assert status("register", "--check") == 1
    assert "outcomes.SAF1.margin: – → 0.7" in capsys.readouterr().out
    assert status("register") == 2
    assert status("register", "--check", "--note", "x") == 2
    assert status("register", "--amend", "x", "--note", "y") == 2
    assert status("register", "--amend", "x", "--quiet") == 0
    assert capsys.readouterr().out == ""
    assert len(standing(file).entries) == 2
    content = saved(file)
    content["entries"][0]["note"] = "y"
    save(file, content)
    assert status("register", "--check") == 2


def test_pages_are_made_anew_when_the_registration_changes_and_tables_are_not(file, monkeypatch):
    monkeypatch.setattr(panel, "build_tables", lambda study: tables())
    write_notebook(file.parent)
    study = load_study(file)
    steps.build(study, QUIET)
    steps.estimate(study, QUIET)

    def now():
        report = reading.Signed(study, inputs.notebook_of(study, steps.NOTEBOOK)).of(
            CODES[0], "SAF1"
        )
        return inputs.built_of(study), inputs.estimated_of(study), report

    before = now()
    register(file)
    after = now()
    assert after[:2] == before[:2]
    assert {k for k in after[2] if after[2][k] != before[2][k]} == {"registration"}


def test_a_broken_registration_stops_the_pages_before_they_are_made(chain, monkeypatch):
    monkeypatch.setattr(panel, "build_tables", lambda study: tables())
    write_notebook(chain.parent)
    monkeypatch.chdir(chain.parent)
    assert status("build", "--quiet") == 0 and status("estimate", "--quiet") == 0
    content = saved(chain)
    content["entries"].pop(0)
    save(chain, content)
    assert status("report") == 2
    assert status("check") == 2
    assert not (chain.parent / "reports" / "tambon").exists()


def test_the_index_tells_of_the_registration(file, monkeypatch):
    monkeypatch.setattr(panel, "build_tables", lambda study: tables())
    study = load_study(file)
    steps.build(study, QUIET)
    steps.estimate(study, QUIET)
    names = ("effects", "register", "roster")
    frames = [store.read(study.processed(), name) for name in names]
    page = report.index_html(study, *frames, [])
    assert text.PLAN_NOT_REGISTERED.th in page and text.PLAN_NOT_REGISTERED.en in page
    register(file)
    page = report.index_html(study, *frames, [])
    assert "after effects had been estimated" in page
    assert text.PLAN_SAME.th in page
