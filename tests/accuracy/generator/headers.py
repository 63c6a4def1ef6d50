"""One French phrase ("date de naissance"), many spellings of it as a column header."""
import unicodedata

SHORT = {"date": "dt", "naissance": "naiss", "numéro": "num", "téléphone": "tel", "adresse": "adr", "commune": "com",
         "prénom": "pren", "établissement": "etab", "identifiant": "id", "responsable": "resp", "code": "cod",
         "postal": "post", "bénéficiaire": "benef", "immatriculation": "immat", "libellé": "lib", "nationalité": "nat",
         "situation": "sit", "familiale": "fam", "montant": "mt", "département": "dep", "observations": "obs",
         "courriel": "mel", "électeur": "elect", "association": "assoc", "longitude": "lon", "latitude": "lat"}
SMALL = {"de", "du", "des", "la", "le", "les", "et", "à", "au", "d", "l"}
STYLES = ("phrase", "title", "upper", "snake", "camel", "short", "dotted", "dbase", "mojibake", "bare")


def fold(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def words(phrase):
    return [w for w in phrase.replace("'", " ").replace("-", " ").split() if w not in SMALL]


def style_header(phrase, style, place):
    """The phrase as a header in one of STYLES. `bare` keeps ASCII lower case with spaces lost; `opaque` says the place only."""
    if style == "opaque":
        return "champ_%02d" % (place + 1)
    flat = [fold(w) for w in words(phrase)]
    if style == "title":
        return phrase[:1].upper() + phrase[1:]
    if style == "upper":
        return phrase.upper()
    if style == "snake":
        return "_".join(w.lower() for w in flat)
    if style == "camel":
        return flat[0].lower() + "".join(w.title() for w in flat[1:])
    if style == "short":
        return "_".join(fold(SHORT.get(w, w)).lower() for w in words(phrase))
    if style == "dotted":
        return ".".join(w.title() for w in flat)
    if style == "dbase":
        return "%s,C,%d" % ("_".join(flat).upper()[:10], 50)
    if style == "mojibake":
        return phrase.encode("utf-8").decode("cp1252", "replace")
    if style == "bare":
        return "".join(flat).lower()
    return phrase
