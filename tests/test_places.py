"""Thai place names without codes: matched exactly within amphoe and province, or decided, or told.

A name that is not matched is never guessed: the problem holds the line to add to
``data/raw/name_decisions.csv``, and a person writes the code.
"""

import csv

import pytest
from tiny_study import REGISTER, list_source, tiny_study

from santitham_eval import StudyError, sources
from santitham_eval.sources.places import DECISIONS, places
from santitham_eval.study import load_study
from santitham_eval.text import Text

HEAD = "province,amphoe,tambon,code,note\n"
# Two more amphoe, so that one tambon's name stands in two of them.
TWO = REGISTER + (
    "990301,สะกอม,Sakom,9903,เทพา,Thepha,99,จำลอง,Chamlong,\n"
    "990302,ปากบาง,Pak Bang,9903,เทพา,Thepha,99,จำลอง,Chamlong,\n"
)


def found(folder, *rows, head="รหัสตำบล,ตำบล,อำเภอ,จังหวัด", decisions=None, raw=None):
    """Tambon of each row (year 2562 and one person each), or the problems."""
    body = (
        head
        + ",ปีงบประมาณ,พบ,แก้ไขแล้ว\n"
        + "".join(f"{r},25{60 + i},1,1\n" for i, r in enumerate(rows))
    )
    files = {"register_dot_csv": TWO, "data_dot_csv": body, **(raw or {})}
    if decisions is not None:
        files["name_decisions_dot_csv"] = HEAD + decisions
    study = tiny_study(folder, 'format = "unregistered"\nfile = "data.csv"', **files)
    try:
        frame = sources.read(study, study.sources["events"]).frame
    except StudyError as error:
        return error.problems
    frame = frame[frame["measure"] == "unregistered_found"].set_index("row")["tambon"]
    return [frame.get(2 + i, "-") for i in range(len(rows))]


# --- matched --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("990201,,,", "990201"),
        ("๙๙๐๒๐๑,,,", "990201"),
        ("99020103,,,", "990201"),  # a village's
        ("990201\u200b,,,", "990201"),  # with a mark that nobody sees
        ("990103,,,", "990102"),  # abolished: its one successor
        (",สะกอม,โก-ลก,จำลอง", "990201"),
        (",สะกอม,เทพา,จำลอง", "990301"),  # the same name in another amphoe
        (",ตำบลสะกอม,อำเภอโกลก,จังหวัดจำลอง", "990201"),
        (",ต.สะกอม,อ.โก-ลก,จ.จำลอง", "990201"),
        (",อบต.สะกอม,กิ่งอำเภอเทพา,จำลอง", "990301"),
        (",เทศบาลตำบล สะกอม,ท้องถิ่นเทพา,จำลอง", "990301"),
        (",สะ\u200bกอม,โก-ลก\ufeff,จำลอง", "990201"),
        (",น้ําดํา,โก-ลก,จําลอง", "990202"),  # decomposed sara am
        (",น้้ำดำ,โก-ลก,จำลอง", "990202"),  # a tone mark typed twice
        (",เเ", None),
        (",หนึ่ง,เมือง,จำลอง", "990101"),
        (",หนึ่ง,เมืองจำลอง,จำลอง", "990101"),
        (",,โก-ลก,จำลอง", "-"),  # known to the amphoe only
        (",,,จำลอง", "-"),
        (",สะกอม,จะนะ,สงขลา", "-"),  # another province: outside the area
        (",บางรัก,บางรัก,กทม.", "-"),
    ],
)
def test_a_place_is_matched(tmp_path, row, code):
    if code is None:
        assert {p.column for p in found(tmp_path, row + ",โก-ลก,จำลอง")} == {"ตำบล"}
    else:
        assert found(tmp_path, row) == [code]


# --- told -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("row", "column", "shown", "near"),
    [
        (",สะกอง,โก-ลก,จำลอง", "ตำบล", "สะกอง โก-ลก จำลอง", "สะกอม"),
        (",สะกอม,โก-ลล,จำลอง", "ตำบล", "สะกอม โก-ลล จำลอง", "โกลก"),
        (",สะกอม,โก-ลก,จำลงอ", "ตำบล", "สะกอม โก-ลก จำลงอ", "จำลอง"),
        (",สะกอม,โก-ลก,ปน.", "ตำบล", "สะกอม โก-ลก ปน.", ""),  # no province is so called
        (",ปากบาง,โก-ลก,จำลอง", "ตำบล", "ปากบาง โก-ลก จำลอง", ""),  # that is in Thepha
        (",สะกอม,,จำลอง", "ตำบล", "สะกอม จำลอง", ""),  # in two amphoe: which?
        (",สะกอม,โก-ลก,", "ตำบล", "สะกอม โก-ลก", ""),  # the province may be another
        (",,,", "รหัสตำบล", "(ว่าง) / (blank)", ""),
        ("990104,,,", "รหัสตำบล", "990104", "990101, 990102"),  # two successors
        ("990199,,,", "รหัสตำบล", "990199", ""),
        ("99O201,,,", "รหัสตำบล", "99O201", ""),
    ],
)
def test_a_place_that_is_in_doubt_is_told_and_not_guessed(tmp_path, row, column, shown, near):
    (problem,) = found(tmp_path, row)
    assert (problem.file, problem.row, problem.found) == ("data.csv", 2, shown)
    assert problem.column == column
    assert near in problem.wanted.th


def test_each_doubtful_place_is_told_once_on_its_first_row(tmp_path):
    rows = [",สะกอง,โก-ลก,จำลอง", ",สะกอม,โก-ลก,จำลอง", ",สะกอง,โก-ลก,จำลอง", ",ปากบาก,เทพา,จำลอง"]
    assert [p.row for p in found(tmp_path, *rows)] == [2, 5]


def test_the_line_that_is_told_settles_the_place_once_a_code_is_written(tmp_path):
    rows = [',"สะกอง, เก่า",โก-ลก,จำลอง']
    (problem,) = found(tmp_path / "told", *rows)
    line = problem.wanted.th.split(f"{DECISIONS}: ")[1]
    (cells,) = csv.reader([line])
    assert cells[:3] == ["จำลอง", "โก-ลก", "สะกอง, เก่า"]
    decision = line.replace(cells[3], "990201") + "\n"
    assert found(tmp_path / "decided", *rows, decisions=decision) == ["990201"]


# --- decided --------------------------------------------------------------------------------------
def test_decisions_are_used_however_the_name_was_typed(tmp_path):
    rows = [",ต.สะกอง,อ.โกลก,จ.จำลอง", ",สะ\u200bกอง,โก-ลก,จําลอง"]
    decisions = "จำลอง,โก-ลก,สะกอง,๙๙๐๒๐๑,spelling of the export\n"
    assert found(tmp_path, *rows, decisions=decisions) == ["990201", "990201"]


def test_a_decision_leaves_out_or_goes_to_the_amphoe(tmp_path):
    rows = [",สะกอง,โก-ลก,จำลอง", ",บ้านใหม่,โก-ลก,จำลอง", ",สะกอม,โก-ลก,จำลอง"]
    decisions = "จำลอง,โก-ลก,สะกอง,-,no such tambon\nจำลอง,โก-ลก,บ้านใหม่,9902,\n"
    assert found(tmp_path, *rows, decisions=decisions) == ["-", "-", "990201"]


def test_a_decision_holds_in_its_amphoe_only(tmp_path):
    (problem,) = found(tmp_path, ",สะกอง,เทพา,จำลอง", decisions="จำลอง,โก-ลก,สะกอง,990201,\n")
    assert problem.row == 2


@pytest.mark.parametrize(
    ("decisions", "row", "column", "shown"),
    [
        ("จำลอง,โก-ลก,สะกอง,990299,\n", 2, "code", "990299"),  # no such tambon
        ("จำลอง,โก-ลก,สะกอง,990103,\n", 2, "code", "990103"),  # abolished
        ("จำลอง,โก-ลก,สะกอง,9909,\n", 2, "code", "9909"),
        ("จำลอง,โก-ลก,สะกอง,900504,\n", 2, "code", "900504"),  # outside the area
        ("จำลอง,โก-ลก,สะกอง,รหัส 6 หลัก / code of 6 digits,\n", 2, "code", "รหัส 6 หลัก / code of 6 digits"),
        ("จำลอง,โก-ลก,สะกอง,,\n", 2, "code", "(ว่าง) / (blank)"),
        ("จำลอง,โก-ลก,สะกอง,990201,\nจ.จำลอง,โกลก,ต.สะกอง,990202,\n", 3, "tambon", "ต.สะกอง"),
        (",,,990201,\n", 2, "tambon", "(ว่าง) / (blank)"),
    ],
)  # fmt: skip
def test_wrong_decisions_are_refused_with_their_row(tmp_path, decisions, row, column, shown):
    (problem,) = found(tmp_path, ",สะกอม,โก-ลก,จำลอง", decisions=decisions)
    assert (problem.file, problem.row, problem.column) == (DECISIONS, row, column)
    assert problem.found == shown


def test_decisions_in_a_file_of_another_shape_are_refused(tmp_path):
    raw = {"name_decisions_dot_csv": "ตำบล,code\nสะกอง,990201\n"}
    problems = found(tmp_path, ",สะกอม,โก-ลก,จำลอง", raw=raw)
    assert {p.file for p in problems} == {DECISIONS}


def test_a_name_that_the_register_holds_twice_in_an_amphoe_is_not_guessed(tmp_path):
    twin = TWO + "990303,สะกอม,Sakom,9903,เทพา,Thepha,99,จำลอง,Chamlong,\n"
    (problem,) = found(tmp_path, ",สะกอม,เทพา,จำลอง", raw={"register_dot_csv": twin})
    assert "990301, 990303" in problem.wanted.en


def test_without_a_decision_file_there_are_no_decisions(tmp_path):
    assert places(tiny_study(tmp_path)).decided == {}


# --- incident lists -------------------------------------------------------------------------------
NAMED = {"date": "d", "tambon": "c", "tambon_name": "ต", "amphoe": "อ", "province": "จ",
         "latitude": "y", "longitude": "x"}  # fmt: skip


def listed(folder, *rows, **files):
    body = "d,c,ต,อ,จ,y,x\n" + "".join(f"2562-03-01,{row}\n" for row in rows)
    study = tiny_study(folder, list_source(**NAMED), list_dot_csv=body, **files)
    return sources.read(study, study.sources["events"]).frame["place"].tolist()


def test_an_incident_list_uses_the_same_places_and_decisions(tmp_path):
    decisions = HEAD + "จำลอง,โก-ลก,สะกอง,990201,\n"
    assert listed(
        tmp_path,
        ",สะกอง,โก-ลก,จำลอง,,",
        ",น้ําดํา,โก-ลก,จำลอง,,",
        "990103,,,,,",  # stays as written: the geography room tells of it
        "๙๙๐๑๐๓,,,,,",
        "99010101,,,,,",
        ",,,,6.05,101.05",  # a point serves
        "900101,,,,,",
        name_decisions_dot_csv=decisions,
    ) == ["990201", "990202", "990103", "990103", "990101", None, ""]


def test_an_incident_list_tells_what_is_in_doubt_even_beside_a_point(tmp_path):
    with pytest.raises(StudyError) as caught:
        listed(tmp_path, ",สะกอง,โก-ลก,จำลอง,6.05,101.05", ",,,,,", ",,,,6.05,")
    assert [(p.row, p.column) for p in caught.value.problems] == [(2, "ต"), (3, "c"), (4, "c")]


# --- the real register ----------------------------------------------------------------------------
AREA = '"94", "95", "96", "9003", "9004", "9005", "9006"'


@pytest.fixture(scope="module")
def real_places(tmp_path_factory):
    """Places of the study area by DOPA's own tables."""
    folder = tmp_path_factory.mktemp("real")
    tiny_study(folder)
    toml = folder / "study.toml"
    words = toml.read_text("utf-8").replace('codes = ["99"]', f"codes = [{AREA}]")
    own = '[sources.register]\nformat = "tambon-register"\nfile = "register.csv"\n'
    toml.write_text(words.replace(own, ""), "utf-8")
    return places(load_study(toml))


def test_every_tambon_of_the_area_is_found_by_its_names(real_places):
    register = real_places.book.register
    assert len(register) == 290
    for typed in (
        str,
        lambda w: w.replace("ำ", "ํา"),
        lambda w: "\u200b".join(w),
        lambda w: f" {w} ",
    ):
        found = [
            real_places.find(typed(r.name_th), typed(r.amphoe_th), typed(r.province_th))
            for r in register.itertuples()
        ]
        assert found == register["tambon"].tolist()


def test_sakom_of_chana_is_not_sakom_of_thepha(real_places):
    assert real_places.find("สะกอม", "จะนะ", "สงขลา") == "900304"
    assert real_places.find("สะกอม", "เทพา", "สงขลา") == "900507"
    assert real_places.find("สุไหงโกลก", "สุไหงโกลก", "นราธิวาส") == "961001"
    assert real_places.find("หาดใหญ่", "หาดใหญ่", "สงขลา") == ""  # an amphoe outside the area
    assert real_places.find("บ่อยาง", "เมือง", "สงขลา") == ""
    assert isinstance(real_places.find("สะกอม", "", "สงขลา"), Text)
    for amphoe in ("จน", "ฟฟฟฟ", "หาดไหย่"):  # a name of no amphoe is told, never taken for outside
        assert isinstance(real_places.find("สะกอม", amphoe, "สงขลา"), Text)
