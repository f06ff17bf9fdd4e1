"""The demo's registry of raw files."""

from __future__ import annotations

from santitham_eval.text.model import Text

# --- the demo's registry of raw files ---------------------------------------------------------
DEMO_SOURCE = Text("ข้อมูลจำลองจาก santitham_eval.demo", "simulated by santitham_eval.demo")
DEMO_NOTES = {
    "tambon-register": Text(
        "ทะเบียนตำบลสมมุติ รวมรหัสที่ยกเลิกแล้ว", "register of fictional tambons, abolished codes included"
    ),
    "roster": Text("รายชื่อตำบลที่เข้าร่วมโครงการ (สมมุติ)", "tambons in the programme (fictional)"),
    "dopa-population": Text(
        "ประชากรตามทะเบียนราษฎรสมมุติ ณ 31 ธันวาคม ตามรูปแบบของกรมการปกครอง",
        "fictional registered population at 31 December, in DOPA's layout",
    ),
    "cod-ab": Text("แผนที่สมมุติกลางทะเล ตามรูปแบบ COD-AB", "made-up map in open sea, as COD-AB"),
    "incident-list": Text(
        "บัญชีเหตุการณ์สมมุติของผู้ประเมิน แยกตามปีงบประมาณ",
        "fictional incident list of the evaluator, by fiscal year",
    ),
    "ucdp-ged": Text(
        "เหตุที่มีผู้เสียชีวิต (สมมุติ) ตามรูปแบบ UCDP GED", "fictional fatal events, as UCDP GED"
    ),
    "name-decisions": Text(
        "ชื่อที่สะกดไม่ตรงทะเบียนและมีผู้ตัดสินแล้ว (สมมุติ)",
        "doubtful spellings of names and what a person decided (fictional)",
    ),
    "bmn": Text("ผล จปฐ. รายข้อ รายตำบล (สมมุติ)", "จปฐ. survey by item and tambon (fictional)"),
    "price-index": Text("ดัชนีราคาผู้บริโภค (สมมุติ)", "consumer price index (fictional)"),
    "tpmap": Text(
        "คนจนเป้าหมายตามปีของชุดข้อมูล TPMAP (สมมุติ)",
        "target poor by label year, as TPMAP (fictional)",
    ),
    "nrd2c": Text(
        "ข้อมูลหมู่บ้าน กชช.2ค ทุกสองปี (สมมุติ)", "กชช.2ค by village, every two years (fictional)"
    ),
    "nso-poverty": Text(
        "แผนที่ความยากจน ฉบับปี 2553 และ 2560 (สมมุติ)",
        "poverty map, editions 2553 and 2560 (fictional)",
    ),
    "unregistered": Text(
        "จำนวนผู้ไม่มีสถานะทางทะเบียนที่พบและที่แก้ไขแล้ว (สมมุติ)",
        "persons without registration, found and resolved (fictional)",
    ),
    "survey": Text(
        "แบบสำรวจความเชื่อมั่นของผู้ประเมิน (สมมุติ)", "the evaluator's survey of trust (fictional)"
    ),
    "night-lights": Text(
        "ภาพแสงไฟกลางคืนรายปีของแผนที่สมมุติ", "yearly night lights over the made-up map"
    ),
    "acled": Text("เหตุการณ์ตามรูปแบบ ACLED (สมมุติ)", "events in the layout of ACLED (fictional)"),
    "dopa-age": Text(
        "ประชากรตามทะเบียนราษฎรรายอายุ (สมมุติ)", "registered population by age (fictional)"
    ),
    "ereport-activities": Text(
        "รายการกิจกรรมและงบประมาณจากระบบ e-report (สมมุติ)",
        "activities and budgets, e-report export (fictional)",
    ),
    "ereport-completeness": Text(
        "ความครบถ้วนของรายงานจากระบบ e-report (สมมุติ)",
        "completeness of reports, e-report export (fictional)",
    ),
    "ereport-monthly": Text(
        "รายงานประจำเดือนตามกลุ่มภารกิจจากระบบ e-report (สมมุติ)",
        "monthly reports by mission group, e-report export (fictional)",
    ),
    "ereport-meetings": Text(
        "การประชุมสภาสันติสุขตำบลจากระบบ e-report (สมมุติ)",
        "peace-council meetings, e-report export (fictional)",
    ),
    "lessons": Text(
        "ใบงานถอดบทเรียนที่ส่งกลับมา (สมมุติ สุ่มโดยไม่ดูผลประเมิน)",
        "returned lessons-learned sheets (fictional, drawn without looking at any result)",
    ),
    "ereport-results": Text(
        "ผลการดำเนินกิจกรรมจากระบบ e-report (สมมุติ)",
        "results of activities, e-report export (fictional)",
    ),
}
