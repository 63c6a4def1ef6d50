// Address books; the examples follow RFC 6350, RFC 2426, vCard 2.1 and RFC 2849.
#include "audit/table/field_records.h"
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

TEST_CASE("vCard 3 and 4: components, escapes, folding, repeats", "[table][contact]") {
  const auto tables = read_tables(
      "annuaire.vcf",
      "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Élise Durand\r\nN:Durand;Élise;;Mme;\r\n"
      "TEL;TYPE=home:0199000001\r\nTEL:0199000002\r\nitem1.EMAIL;TYPE=\"work:x\":e@exemple.test\r\n"
      "NOTE:ligne 1\\nligne\\, 2 qui\r\n  continue\r\nADR:;;1 rue Neuve;Lyon;;69001;France\r\n"
      "PHOTO:data:image/png;base64,AAAA\r\nEND:VCARD\r\n"
      "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Petit\r\nEND:VCARD\r\n",
      test_options());
  REQUIRE(tables.size() == 1);
  CHECK(names_of(tables[0]) ==
        "FN|N.family|N.given|N.prefix|TEL|TEL.2|EMAIL|NOTE|ADR.street|ADR.locality|ADR.postcode|"
        "ADR.country");
  CHECK(line_of(tables[0].rows.at(0)) ==
        "Élise Durand|Durand|Élise|Mme|0199000001|0199000002|e@exemple.test|ligne 1\nligne, 2 qui "
        "continue|1 rue Neuve|Lyon|69001|France");
  CHECK(tables[0].rows.at(1).at(0) == "Petit");
  CHECK(repairs_of(tables[0], "binary_value") == 1);
}

TEST_CASE("vCard 2.1: quoted-printable in its own charset", "[table][contact]") {
  const auto tables =
      read_tables("a.txt",
                  "BEGIN:VCARD\nVERSION:2.1\n"
                  "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Durand;=C9lise\n"
                  "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:une=0Alongue=\nnote\n"
                  "END:VCARD\n",
                  test_options());
  CHECK(line_of(tables.at(0).rows.at(0)) == "Durand|Élise|une\nlonguenote");
}

TEST_CASE("a vCard that never ends is told", "[table][contact]") {
  const auto tables =
      read_tables("a.vcf", "BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\n", test_options());
  CHECK(tables.at(0).rows.size() == 1);
  CHECK(skipped_of(tables.at(0), "truncated") == 1);
}

TEST_CASE("LDIF: folding, base64, comments, addresses not followed", "[table][contact]") {
  const auto tables = read_tables(
      "annuaire.ldif",
      "version: 1\n# commentaire\ndn: cn=Durand,dc=exemple\ncn: Dur\n and\nmail: d@exemple.test\n"
      "description:: w4lsaXNl\njpegPhoto:: /9j/4AAQ\nphoto:< file:///etc/passwd\n\n"
      "dn: cn=Petit,dc=exemple\ncn: Petit\n",
      test_options());
  REQUIRE(tables.size() == 1);
  CHECK(names_of(tables[0]) == "dn|cn|mail|description");
  CHECK(line_of(tables[0].rows.at(0)) == "cn=Durand,dc=exemple|Durand|d@exemple.test|Élise");
  CHECK(line_of(tables[0].rows.at(1)) == "cn=Petit,dc=exemple|Petit|<null>|<null>");
  CHECK(repairs_of(tables[0], "binary_value") == 1);
  CHECK(skipped_of(tables[0], "value_elsewhere") == 1);
}

TEST_CASE("base64 and quoted-printable", "[table][contact]") {
  CHECK(decode_base64("Zm9vYmFy") == "foobar");  // RFC 4648 10
  CHECK(decode_base64("Zm9vYg==") == "foob");
  CHECK(decode_base64("!!") == "");
  CHECK(decode_quoted_printable("a=3Db=C3=A9=") == "a=bé=");
}
