"""Which files of the packages we serve."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class OfficeStaticFilesConfig(StaticFilesConfig):
    """Collects scripts, fonts and images; leaves sources out, and style sheets that call a font server outside."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.scss",
        "*.scss.map",
        "*.njk",
        "*.ts",
        "*.mts",
        "*.ts.map",
        "*.mts.map",
        "*.mjs",
        "*.mjs.map",
        "*.gz",
        "*.woff",
        "letter-print.css",  # for paper; read from the file by `responses.rendering`
        "nhsuk-frontend*.css",
        "nhsuk-frontend*.css.map",
    ]
