"""Fetches the fonts from npm and writes them as woff2: `.venv/bin/python generator/tools/fonts.py`.

One whole file a face, not one a range of letters: WeasyPrint takes two files of one family, weight and style
for one font and prints wrong letters. Whole files also keep the kerning between `Ł` and `u`.
"""

import subprocess
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "kithbook/theme/assets/fonts"
VERSION = "0.4.1"
FAMILIES = {
    "atkinson-hyperlegible-next": ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"],
    "fraunces": ["600SemiBold", "400Regular_Italic"],
}


def fetch(family: str, folder: str) -> dict[str, bytes]:
    """The faces of a family as TrueType by the folder they lie in, and its licence under `LICENSE_FONT`."""
    package = f"@expo-google-fonts/{family}@{VERSION}"
    subprocess.run(["npm", "pack", "--silent", package, "--pack-destination", folder], check=True)
    with tarfile.open(next(Path(folder).glob(f"*{family}-{VERSION}.tgz"))) as archive:
        files = {name: archive.extractfile(name) for name in archive.getnames()}
        return {
            Path(name).parent.name if name.endswith(".ttf") else Path(name).name: file.read()
            for name, file in files.items()
            if file
        }


def write(family: str, files: dict[str, bytes]) -> None:
    """Writes the faces and the licence; nothing in a face is changed but its packing."""
    for face in FAMILIES[family]:
        font = TTFont(BytesIO(files[face]), recalcTimestamp=False)
        font.flavor = "woff2"
        font.save(TARGET / f"{family}-{face[:3]}{'-italic' if face.endswith('Italic') else ''}.woff2")
    (TARGET / f"LICENSE-{family}.txt").write_bytes(files["LICENSE_FONT"])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        for name in FAMILIES:
            write(name, fetch(name, temporary))
