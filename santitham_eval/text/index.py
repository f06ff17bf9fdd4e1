"""The index of all tambons: its map, search and filters, and what may be downloaded."""

from __future__ import annotations

from santitham_eval.text.model import Text

INDEX_MAP = Text(
    "แผนที่ทุกตำบลแยกตามข้อสรุป ตารางด้านล่างบอกสิ่งเดียวกันเป็นตัวอักษร",
    "Map of all tambons by finding; the table below says the same in words.",
)
INDEX_MAP_TILES = Text(
    "ผังทุกตำบลแยกตามข้อสรุป หนึ่งช่องคือหนึ่งตำบล เรียงแถวตามอำเภอและรหัส ไม่ใช่ตำแหน่งจริง "
    "ตารางด้านล่างบอกสิ่งเดียวกันเป็นตัวอักษร",
    "All tambons by finding, a square each, in rows by amphoe and code, which is not their true "
    "place; the table below says the same in words.",
)
INDEX_SKIP_MAP = Text("ข้ามแผนที่ไปที่ตาราง", "Skip the map, to the table")
INDEX_AMPHOE = Text("อำเภอ", "Amphoe")
INDEX_ALL_AMPHOES = Text("ทุกอำเภอ", "All amphoe")
INDEX_WAVE = Text("เริ่มโครงการ", "Start")
INDEX_ALL_WAVES = Text("ทุกรุ่นและนอกโครงการ", "All, also outside")
SECTION_DOWNLOADS = Text("ข้อมูลสำหรับนำไปใช้ต่อ", "Data to take away")
DOWNLOADS_LEAD = Text(
    "ตัวเลขของตัวชี้วัดที่นับคนไม่เผยแพร่ ตารางเรียงตามรหัส ไม่ใช่ผลงาน",
    "Figures of indicators that count persons are withheld. Tables go by code, not by performance.",
)
DOWNLOADS = {
    "tables/effects.csv": Text("ผลทุกตำบล ทุกตัวชี้วัด ทุกวิธี (CSV)", "All effects, by every method (CSV)"),
    "tables/effects.parquet": Text("ผลเดียวกัน (Parquet)", "The same (Parquet)"),
    "tables/programme.csv": Text("ผลของทั้งโครงการ (CSV)", "The programme as a whole (CSV)"),
    "exhibits/index.html": Text(
        "ตารางสำหรับผู้ตรวจสอบ (LaTeX, Word, CSV)", "Tables for reviewers (LaTeX, Word, CSV)"
    ),
    "codebook/index.html": Text("คู่มือรหัสและตัวแปร", "Codebook"),
    "datapackage.json": Text("คำอธิบายตารางสำหรับโปรแกรม (Data Package)", "Description for machines"),
    "manifest.json": Text("ค่า sha256 ของทุกแฟ้ม", "sha256 of every file"),
}
