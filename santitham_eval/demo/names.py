"""Names of places that do not exist: pleasant, distinct, and no real tambon's."""

from __future__ import annotations

import numpy as np
import pandas as pd

from santitham_eval.simulate import PROVINCE, World

COLUMNS = (
    "code", "name_th", "name_en", "amphoe_code", "amphoe_th", "amphoe_en",
    "province_code", "province_th", "province_en", "successor",
)  # fmt: skip

PREFIX_TH, PREFIX_EN = "จำลอง", "Chamlong"
"""Every name begins with the Thai word for "simulated"."""

PROVINCE_TH, PROVINCE_EN = "แดนจำลอง", "Simulated"
"""Not the bare word: a real tambon has it for its name."""

_PLANTS = (
    "บัว Bua|มะลิ Mali|จำปา Champa|กุหลาบ Kulap|ราตรี Ratri|พิกุล Phikun|ชบา Chaba|แก้ว Kaeo|เข็ม Khem|"
    "ปีบ Pip|โมก Mok|พุด Phut|อินทนิล Inthanin|ตะแบก Tabaek|ลำดวน Lamduan|สารภี Saraphi|"
    "บานชื่น Banchuen|ทานตะวัน Thantawan|เฟื่องฟ้า Fueangfa|กล้วยไม้ Kluaimai|จันทน์ Chan|"
    "มะม่วง Mamuang|มะพร้าว Maphrao|ขนุน Khanun|ลำไย Lamyai|มังคุด Mangkhut|ตาล Tan|ไผ่ Phai|สน Son"
)
_KINDS = "ขาว Khao|ทอง Thong|เขียว Khiao|แดง Daeng|งาม Ngam|ใหญ่ Yai|น้อย Noi|หอม Hom|ใหม่ Mai|สูง Sung"
_AMPHOE = (
    "ดาว Dao|เดือน Duean|ตะวัน Tawan|เมฆ Mek|ฝน Fon|รุ้ง Rung|น้ำค้าง Namkhang|สายลม Sailom|"
    "ทะเล Thale|คลื่น Khluen|ธารา Thara|ภูผา Phupha|ทุ่ง Thung|สวน Suan|เพชร Phet|ทับทิม Thapthim|"
    "มรกต Morakot|ไพลิน Phailin|โกเมน Komen|บุษรา Butsara|มุกดา Mukda|ไพฑูรย์ Phaithun|เงิน Ngoen|"
    "ไข่มุก Khaimuk|สันติ Santi|สุข Suk|มิตร Mit|อารี Ari|เมตตา Metta|กรุณา Karuna|ปัญญา Panya|"
    "วารี Wari|หิมะ Hima|ศิลา Sila|แสง Saeng|รัก Rak|อรุณ Arun"
)

RENAMED_AMPHOE, MOTHER_AMPHOE = "9937", "9901"
"""The last amphoe was once a part of the first, so its tambons had other codes then."""

RENAMED_UNTIL = 2012
"""Last 31 December (common era) at which official figures still stood under the old codes."""


def register_of(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """Register of the fictional tambons, abolished codes last.

    Returns
    -------
    DataFrame
        code, name_th, name_en, amphoe_code, amphoe_th, amphoe_en, province_code, province_th,
        province_en, successor (empty for current codes); all text.
    """
    names = [(a[0] + b[0], f"{a[1]} {b[1]}") for a in _words(_PLANTS) for b in _words(_KINDS)]
    dealt = [names[k] for k in rng.permutation(len(names))[: len(world.tambon)]]
    current = pd.DataFrame(
        {
            "code": world.tambon,
            "name_th": [PREFIX_TH + th for th, _ in dealt],
            "name_en": [f"{PREFIX_EN} {en}" for _, en in dealt],
            "amphoe_code": world.amphoe,
            "successor": "",
        }
    )
    abolished = current[current["amphoe_code"] == RENAMED_AMPHOE].copy()
    abolished["successor"] = abolished["code"]
    abolished["amphoe_code"] = MOTHER_AMPHOE
    abolished["code"] = [f"{MOTHER_AMPHOE}{90 + k}" for k in range(len(abolished))]
    register = pd.concat([current, abolished], ignore_index=True)
    amphoe = {f"{PROVINCE}{k + 1:02d}": word for k, word in enumerate(_words(_AMPHOE))}
    register["amphoe_th"] = [PREFIX_TH + amphoe[a][0] for a in register["amphoe_code"]]
    register["amphoe_en"] = [f"{PREFIX_EN} {amphoe[a][1]}" for a in register["amphoe_code"]]
    register["province_code"] = PROVINCE
    register["province_th"] = PROVINCE_TH
    register["province_en"] = PROVINCE_EN
    return register[list(COLUMNS)]


def current(register: pd.DataFrame) -> pd.DataFrame:
    """Rows of current codes, in code order."""
    return register[register["successor"] == ""].reset_index(drop=True)


def old_codes(register: pd.DataFrame) -> dict[str, str]:
    """Abolished code of each current code that once had another."""
    abolished = register[register["successor"] != ""]
    return dict(zip(abolished["successor"], abolished["code"], strict=True))


def _words(listed: str) -> list[tuple[str, str]]:
    pairs = (word.split(" ") for word in listed.split("|"))
    return [(th, en) for th, en in pairs]
