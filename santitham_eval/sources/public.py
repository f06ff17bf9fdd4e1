"""Public files that a study may fetch, and what their publishers say of them."""

from __future__ import annotations

from santitham_eval.study import Format, Public

_ADM3 = "tha_admbnda_adm3_rtsd_20220121"

PUBLIC: dict[Format, Public] = {
    "ucdp-ged": Public(
        address="https://ucdp.uu.se/downloads/ged/ged251-csv.zip",
        members=("GEDEvent_v25_1.csv",),
        sha256="e256f1fb20a579d8b2f910e5bae212f486d3002adaa2e4359ace740c737da05d",
        citation="UCDP Georeferenced Event Dataset (GED) Global version 25.1; Davies et al. "
        "2025; Sundberg and Melander 2013",
        licence="CC-BY-4.0",
    ),
    "cod-ab": Public(
        address="https://data.humdata.org/dataset/d24bdc45-eb4c-4e3d-8b16-44db02667c27/resource/"
        "d0c722ff-6939-4423-ac0d-6501830b1759/download/tha_adm_rtsd_itos_20210121_shp.zip",
        members=tuple(f"{_ADM3}.{part}" for part in ("shp", "shx", "dbf", "prj", "cpg")),
        citation="OCHA, Thailand: subnational administrative boundaries (COD-AB); Royal Thai "
        "Survey Department",
        licence="CC-BY-IGO (see the publisher's page)",
    ),
}
"""By format.  Addresses, and the hash of GED 25.1, as others have recorded them: none of these
files was fetched by us, so a publisher may have moved them."""
