"""A made-up study of twelve tambons to try things on: ``python tests/try_study.py FOLDER``.

Small enough for every command to be done with it in seconds, with the codes that the README names.
990101 990102 990103 990104
990105 990106 990107 990108      each square is 0.1 degree wide; 990102 and 990103 are in the
990109 990110 990111 990112      programme, from October 2019 and January 2020
"""

import sys
from pathlib import Path

import numpy as np
import tiny_study
from tiny_study import boundaries, list_source, population_file, square

from santitham_eval import load_study
from santitham_eval.study import Study

CODES = [f"9901{n:02d}" for n in range(1, 13)]
REGISTER = (
    "code,name_th,name_en,amphoe_code,amphoe_th,amphoe_en,province_code,province_th,province_en,successor\n"
    + "".join(
        f"{code},จำลอง{n},Chamlong {n},9901,เมืองจำลอง,Mueang Chamlong,99,จำลอง,Chamlong,\n"
        for n, code in enumerate(CODES, 1)
    )
)
ROSTER = "code,name_th,start,dose\n990102,จำลอง2,2019-10,300000\n990103,จำลอง3,2020-01,1000000\n"


def events():
    """One incident in two months on average, from 2016 to 2020; every third kills one or two."""
    rng = np.random.default_rng(7)
    lines = [
        f"{year}-{month:02d}-15,{code},{killed}"
        for code in CODES
        for year in range(2016, 2021)
        for month in range(1, 13)
        for killed in rng.choice([0, 0, 1, 2], rng.poisson(0.5))
    ]
    return "d,t,k\n" + "\n".join(lines) + "\n"


def try_study(folder: Path) -> Study:
    """Write the study below a folder."""
    source = list_source(date="d", tambon="t", killed="k")
    population = {
        f"population__stat_a{year}_dot_txt": population_file(f"{year}12", dict.fromkeys(CODES, n))
        for year, n in zip(range(58, 64), range(6000, 6600, 100), strict=True)
    }
    squares = [square(101 + n % 4 / 10, 6 - n // 4 / 10, code) for n, code in enumerate(CODES)]
    files = {"register_dot_csv": REGISTER, "roster_dot_csv": ROSTER, "list_dot_csv": events(),
             "boundaries_dot_geojson": boundaries(squares), **population}  # fmt: skip
    tiny_study.tiny_study(folder, source, **files)
    path = folder / "study.toml"
    study = path.read_text("utf-8").replace('first = "2019-01"', 'first = "2016-01"')
    study = study.replace("baseline = 12", "baseline = 24").replace(
        '[[outcomes]]\nindicator = "SAF4"\nrole = "secondary"\nmargin = 0.05\n', ""
    )
    path.write_text(study, "utf-8")
    return load_study(path)


if __name__ == "__main__":
    try_study(Path(sys.argv[1]))
