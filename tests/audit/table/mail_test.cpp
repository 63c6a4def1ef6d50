// Mail; the examples follow RFC 5322 (appendix A), RFC 2047 (section 8), RFC 2046 and RFC 4155.
#include "audit/base/text.h"
#include "audit/table/mail_address.h"
#include "audit/table/mail_text.h"
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

std::string boxes_of(std::string_view header) {
  CharsetDecoder decoder;
  std::string out;
  for (const Mailbox& box : read_mailboxes(header, decoder))
    out += box.name + "<" + box.address + ">";
  return out;
}

std::string words_of(std::string_view header) {
  CharsetDecoder decoder;
  return decoder.decode_words(header);
}

}  // namespace

TEST_CASE("display names, comments, groups and bare addresses", "[table][mail]") {
  CHECK(boxes_of("John Doe <jdoe@machine.example>") == "John Doe<jdoe@machine.example>");
  CHECK(boxes_of("\"Joe Q. Public\" <john.q.public@example.com>") ==
        "Joe Q. Public<john.q.public@example.com>");
  CHECK(boxes_of("Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>") ==
        "Mary Smith<mary@x.test><jdoe@example.org>Who?<one@y.test>");
  CHECK(boxes_of("<boss@nil.test>, \"Giant; \\\"Big\\\" Box\" <sysservices@example.net>") ==
        "<boss@nil.test>Giant; \"Big\" Box<sysservices@example.net>");
  CHECK(boxes_of("A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;") ==
        "Ed Jones<c@a.test><joe@where.test>John<jdoe@one.test>");
  CHECK(boxes_of("Undisclosed recipients:;") == "");
  CHECK(boxes_of("pete(his account)@silly.test (Pete \\(A\\) Wonderful (nested))") ==
        "his accountPete (A) Wonderful (nested)<pete@silly.test>");
  CHECK(boxes_of("=?ISO-8859-1?Q?Andr=E9_Martin=2C_maire?= <a@exemple.test>, b@exemple.test") ==
        "André Martin, maire<a@exemple.test><b@exemple.test>");
  CHECK(boxes_of("\"a@exemple.test\" <a@exemple.test>") == "<a@exemple.test>");
}

TEST_CASE("encoded words of RFC 2047, their charsets and what parts them", "[table][mail]") {
  CHECK(words_of("=?ISO-8859-1?Q?a?= b") == "a b");
  CHECK(words_of("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=") == "ab");
  CHECK(words_of("=?ISO-8859-1?Q?a?=  \t =?ISO-8859-1?Q?b?=") == "ab");
  CHECK(words_of("=?ISO-8859-1?Q?a_b?=") == "a b");
  CHECK(words_of("=?UTF-8?B?w4lsaXNl?= =?utf-8?q?_Martin?=") == "Élise Martin");
  CHECK(words_of("=?windows-1252?Q?l=92=E9t=E9?=") == "l’été");
  // One character cut between two words.
  CHECK(words_of("=?UTF-8?Q?=C3?= =?UTF-8?Q?=A9t=C3=A9?=") == "été");
  CHECK(words_of("=?UTF-8*fr?Q?oui?=") == "oui");
  CHECK(words_of("R\xE9union") == "Réunion");
  CHECK(words_of("=?x? a =?UTF-8?X?b?= =?") == "=?x? a =?UTF-8?X?b?= =?");
}

TEST_CASE("parameters: quoted, cut in pieces, in a charset of their own", "[table][mail]") {
  CharsetDecoder decoder;
  CHECK(header_parameter("text/plain; charset=\"utf-8\"; x=y", "charset", decoder) == "utf-8");
  CHECK(header_parameter("a; filename*=UTF-8''caf%C3%A9.pdf", "filename", decoder) == "café.pdf");
  CHECK(header_parameter("a; name*0*=iso-8859-1'fr'd%E9lib; name*1=\"ration.pdf\"", "name",
                         decoder) == "délibration.pdf");
  CHECK(header_parameter("a; filename=\"=?UTF-8?Q?=C3=A9t=C3=A9.pdf?=\"", "filename", decoder) ==
        "été.pdf");
  CHECK(header_parameter("a; b; =; c", "charset", decoder) == "");
}

TEST_CASE("the words of an HTML body without its code", "[table][mail]") {
  CHECK(html_text("<style>p {color:red}</style><p>M. Andr&eacute;<br>&#233;t&#xE9; &inconnu; "
                  "<a href=\"mailto:a@exemple.test?subject=x\">lui</a><!-- non --></p>"
                  "<SCRIPT>var a=1;</SCRIPT>fin &") ==
        "\nM. André\nété &inconnu;  a@exemple.test lui\nfin &");
}

TEST_CASE("a message is a row of its people, date, subject and text", "[table][mail]") {
  const auto tables = read_tables(
      "courrier.eml",
      "Received: from a by b; Tue, 3 Nov 2026 10:00:00 +0100\r\n"
      "From: =?UTF-8?B?w4lsaXNlIE1hcnRpbg==?= <e@exemple.test>\r\n"
      "To: Un <un@exemple.test>,\r\n\tdeux@exemple.test\r\nCC: \"Trois, B.\" <t@exemple.test>\r\n"
      "Date: Tue, 3 Nov 2026 10:00:00 +0100\r\nSubject: =?iso-8859-1?Q?R=E9union?=\r\n  du soir\r\n"
      "Content-Type: text/plain; charset=iso-8859-1\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
      "Une =E9t=E9 long=\r\nue\r\nFrom ici\r\n",
      test_options());
  REQUIRE(tables.size() == 1);
  CHECK(names_of(tables[0]) ==
        "Date|From.name|From.address|To.name|To.address|To.address.2|Cc.name|Cc.address|Subject|"
        "Text");
  CHECK(line_of(tables[0].rows.at(0)) ==
        "Tue, 3 Nov 2026 10:00:00 +0100|Élise Martin|e@exemple.test|Un|un@exemple.test|"
        "deux@exemple.test|Trois, B.|t@exemple.test|Réunion du soir|Une été longue\nFrom ici");
  CHECK(tables[0].stats.skipped.empty());
}

TEST_CASE("parts: texts are read, attachments named as not audited", "[table][mail]") {
  const auto tables = read_tables(
      "a.txt",
      "From: a@exemple.test\nTo: b@exemple.test\nMIME-Version: 1.0\n"
      "Content-Type: multipart/mixed; boundary=\"x y\"\n\npréambule\n--x y\n"
      "Content-Type: multipart/alternative; boundary=z\n\n--z\n\nbonjour\n--z\n"
      "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
      "PGI+w4lsaXNl\nPC9iPg==\n--z--\n--x y\n"
      "Content-Type: application/pdf; name=\"ancien.pdf\"\n"
      "Content-Disposition: attachment;\n filename=\"d=?x.pdf\"\n\nJVBERi0=\n--x y\n"
      "Content-Type: message/rfc822\n\nFrom: Deux <deux@exemple.test>\nSubject: avant\n\nancien\n"
      "--x y\nContent-Type: image/png\n\n....\n--x y--\n",
      test_options());
  REQUIRE(tables.size() == 1);
  CHECK(names_of(tables[0]) ==
        "From.address|From.name.2|From.address.2|To.address|Subject|Text|Attachments");
  CHECK(line_of(tables[0].rows.at(0)) ==
        "a@exemple.test|Deux|deux@exemple.test|b@exemple.test|avant|préambule\nbonjour\nÉlise\n"
        "ancien|d=?x.pdf, image/png");
  CHECK(skipped_of(tables[0], "attachment_not_audited") == 1);
}

TEST_CASE("a mailbox is cut at its separators, and quoted ones stay", "[table][mail]") {
  const auto tables = read_tables(
      "archives",
      "From a@exemple.test Tue Nov  3 10:00:00 2026\nFrom: a@exemple.test\nSubject: un\n\n"
      "From now on\n>From here\n\nFrom - the start\n\n"
      "From - Wed Nov 04 10:00:00 2026\nFrom: b@exemple.test\nSubject: deux\n\nfin\n",
      test_options());
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows.size() == 2);
  CHECK(line_of(tables[0].rows.at(0)) ==
        "a@exemple.test|un|From now on\nFrom here\n\nFrom - the start");
  CHECK(line_of(tables[0].rows.at(1)) == "b@exemple.test|deux|fin");
  CHECK(tables[0].records == std::vector<std::uint64_t>{1, 2});
}

TEST_CASE("a text that only looks like mail is none", "[table][mail]") {
  CHECK(read_tables("a.txt", "From: x\nil pleut\n", test_options()).at(0).info.columns.at(0).name !=
        "From.address");
  CHECK(read_csv("From,To,Subject\na,b,c\n").info.columns.size() == 3);
}

TEST_CASE("a part whose kind is ill-formed is named in well-formed UTF-8", "[table][mail]") {
  const auto tables = read_tables(
      "a.eml",
      "From: a@exemple.test\nTo: b@exemple.test\nSubject: x\n"
      "Content-Type: multipart/mixed; boundary=z\n\n--z\nContent-Type: sorte\xBB\xBB/pdf\n"
      "Content-Disposition: attachment\n\n%PDF\n--z--\n",
      test_options());
  REQUIRE(tables.at(0).rows.size() == 1);
  for (const auto& cell : tables[0].rows[0])
    CHECK(is_utf8(cell.value_or("")));
}

TEST_CASE("a message that stops early is told", "[table][mail]") {
  const auto tables = read_tables(
      "a.eml",
      "From: a@exemple.test\nTo: b@exemple.test\nSubject: x\n"
      "Content-Type: multipart/mixed; boundary=z\n\n--z\nContent-Type: text/plain\n\nun\n",
      test_options());
  CHECK(skipped_of(tables.at(0), "truncated") == 1);
  CHECK(tables.at(0).rows.size() == 1);
}

TEST_CASE("ten thousand parts one inside the other are cut with a word", "[table][mail][hostile]") {
  std::string mail = "From: a@exemple.test\nTo: b@exemple.test\nSubject: x\n";
  for (int part = 0; part < 10000; ++part)
    mail += "Content-Type: multipart/mixed; boundary=b" + std::to_string(part) + "\n\n--b" +
            std::to_string(part) + "\n";
  mail += "Content-Type: text/plain\n\nfond\n";
  const auto tables = read_tables("a.eml", mail, test_options());
  CHECK(skipped_of(tables.at(0), "message_cut") == 1);
  std::string forwarded = "From: a@exemple.test\nTo: b@exemple.test\n";
  for (int part = 0; part < 10000; ++part)
    forwarded += "Content-Type: message/rfc822\n\nFrom: c" + std::to_string(part) +
                 "@exemple.test\nTo: b@exemple.test\n";
  const auto more = read_tables("a.eml", forwarded, test_options());
  CHECK(skipped_of(more.at(0), "message_cut") == 1);
  CHECK(more.at(0).info.columns.size() <= 20);
}

TEST_CASE("headers and texts past 1 MiB are cut with a word", "[table][mail][hostile]") {
  const std::string head = "From: a@exemple.test\nSubject: x\nDate: y\n";
  const auto long_text =
      read_tables("a.eml", head + "\n" + std::string(3000000, 'e') + "\n", test_options());
  CHECK(skipped_of(long_text.at(0), "message_cut") == 1);
  std::string lines;
  for (int line = 0; line < 100000; ++line)
    lines += "il pleut sur la ville\n";
  const auto long_lines = read_tables("a.eml", head + "\n" + lines, test_options());
  CHECK(skipped_of(long_lines.at(0), "message_cut") == 1);
  CHECK(long_lines.at(0).rows.at(0).at(3)->size() <= 1048576);
  std::string received;
  for (int line = 0; line < 100000; ++line)
    received += "Received: from exemple.test by exemple.test\n";
  const auto long_head = read_tables("a.eml", head + received + "\ntexte\n", test_options());
  CHECK(skipped_of(long_head.at(0), "message_cut") == 1);
}
