#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

TEST_CASE("quotes, doubled quotes and line ends inside quotes are understood", "[table][csv]") {
  const TestTable table = read_csv(
      "id;nom;ville\r\n1;\"Durand; fils\";Lyon\r\n2;\"dit \"\"Le Grand\"\"\";\"deux\nlignes\"\r\n");
  REQUIRE(names_of(table) == "id|nom|ville");
  REQUIRE(table.rows.size() == 2);
  CHECK(line_of(table.rows[0]) == "1|Durand; fils|Lyon");
  CHECK(line_of(table.rows[1]) == "2|dit \"Le Grand\"|deux\nlignes");
  CHECK(table.records == std::vector<std::uint64_t>{2, 3});
  CHECK(table.stats.repairs.empty());
}

TEST_CASE("every delimiter is found by evidence", "[table][csv]") {
  for (const char delimiter : {',', ';', '\t', '|', ':'}) {
    std::string text;
    for (const std::string_view row :
         {"id_nom_ville_date", "1_Durand_Lyon_2024", "2_Petit_Nice_2023", "3_Blanc_Brest_2022"}) {
      std::string line(row);
      std::replace(line.begin(), line.end(), '_', delimiter);
      text += line + "\n";
    }
    const TestTable table = read_csv(text);
    CAPTURE(delimiter);
    CHECK(table.info.dialect.delimiter == std::string(1, delimiter));
    CHECK(table.info.columns.size() == 4);
    CHECK(table.rows.size() == 3);
  }
}

TEST_CASE("colons of times and addresses do not delimit", "[table][csv]") {
  const TestTable times = read_csv("date;code\n12:30:00;A1\n13:45:10;B2\n08:00:59;C3\n");
  CHECK(times.info.dialect.delimiter == ";");
  const TestTable links =
      read_csv("https://a.example/x\nhttps://b.example/y\nhttps://c.example/z\n");
  CHECK(links.info.columns.size() == 1);
  const TestTable only_times = read_csv("12:30\n13:45\n08:00\n09:10\n");
  CHECK(only_times.info.columns.size() == 1);
}

TEST_CASE("decimal commas do not delimit", "[table][csv]") {
  const TestTable table = read_csv("code;date;x\n1,5;2,25;3,0\n4,5;5,25;6,0\n7,5;8,1;9,2\n");
  CHECK(table.info.dialect.delimiter == ";");
  CHECK(line_of(table.rows[0]) == "1,5|2,25|3,0");
}

TEST_CASE("a text of sentences is one column", "[table][csv]") {
  const TestTable table = read_csv(
      "Le conseil approuve, sans débat, le budget\nSéance levée à midi\nLe maire, absent, est "
      "excusé, de même que son adjoint\nVote\nFin de la réunion du lundi\n");
  CHECK(table.info.columns.size() == 1);
  CHECK(has_note(table, "single_column"));
}

TEST_CASE("short rows give null cells and long rows give columns", "[table][csv]") {
  const TestTable table = read_csv(
      "id,nom,ville\n1,Durand,Lyon\n2,Petit\n3,Blanc,Nice,,\n4,Noir,Brest,en plus\n5,Roux,Albi\n");
  REQUIRE(table.rows.size() == 5);
  CHECK(line_of(table.rows[1]).substr(0, 14) == "2|Petit|<null>");
  CHECK(line_of(table.rows[3]) == "4|Noir|Brest|en plus");
  CHECK(table.info.columns.size() == 4);
  CHECK(repairs_of(table, "ragged_short") == 1);
  CHECK(repairs_of(table, "ragged_long") == 1);
  CHECK(table.stats.repairs.at("ragged_short").first_records == std::vector<std::uint64_t>{3});
  CHECK(table.stats.coverage == 1.0);
}

TEST_CASE("an unescaped quote never swallows the rows that follow", "[table][csv]") {
  const std::vector<std::string> damaged = {
      "2;\"Petit;Nice",       // opened, never closed
      "2;Petit\";Nice",       // only a closing one
      "2;Pe\"tit;Nice",       // inside
      "\"2;Petit;Nice",       // at the start of the row
      "2;Petit;\"Nice",       // in the last cell
      "2;\"Pe\"tit\";Nice",   // a quoted cell with one more inside
      "2;\"Petit\"\";Nice",   // at the end of a quoted cell
      "2;\"\"Petit\";Nice"};  // at its start
  for (const std::string& row : damaged) {
    CAPTURE(row);
    const TestTable table =
        read_csv("id;nom;ville\n1;Durand;Lyon\n" + row + "\n3;Blanc;Brest\n4;Noir;Albi\n");
    REQUIRE(table.rows.size() == 4);
    CHECK(table.rows[1].size() == 3);
    CHECK(table.rows[1][2].value_or("").find("Nice") != std::string::npos);
    CHECK(line_of(table.rows[2]) == "3|Blanc|Brest");
    CHECK(line_of(table.rows[3]) == "4|Noir|Albi");
  }
}

TEST_CASE("a stray quote in a file of quoted cells is repaired in place", "[table][csv]") {
  const TestTable table = read_csv(
      "\"id\",\"nom\",\"ville\"\n\"1\",\"Durand\"\",\"Lyon\"\n\"2\",\"Pe\"tit\",\"Nice\"\n\"3\","
      "\"Blanc,\"Brest\"\n"
      "\"4\",\"Noir\",\"Albi\"\n");
  REQUIRE(table.rows.size() == 4);
  CHECK(line_of(table.rows[1]) == "2|Pe\"tit|Nice");
  CHECK(line_of(table.rows[3]) == "4|Noir|Albi");
  CHECK(repairs_of(table, "stray_quote") + repairs_of(table, "unclosed_quote") >= 2);
}

TEST_CASE("a text of several lines in a quoted cell stays whole", "[table][csv]") {
  const TestTable table = read_csv(
      "id;nom;ville\n1;\"ligne 1\nligne 2\n\nligne 4 ; avec "
      "point-virgule\";Lyon\n2;b;\"x\ny\"\n3;c;d\n");
  REQUIRE(table.rows.size() == 3);
  CHECK(table.rows[0][1] == "ligne 1\nligne 2\n\nligne 4 ; avec point-virgule");
  CHECK(table.rows[1][2] == "x\ny");
}

TEST_CASE("line ends of all kinds end records, even mixed", "[table][csv]") {
  for (const std::string_view end : {"\n", "\r\n", "\r"}) {
    const std::string e(end);
    const TestTable table = read_csv("id;nom" + e + "1;Durand" + e + "2;Petit" + e);
    REQUIRE(table.rows.size() == 2);
    CHECK(line_of(table.rows[1]) == "2|Petit");
  }
  const TestTable mixed = read_csv("id;nom\r\n1;Durand\n2;Petit\r3;Blanc\r\n4;Noir");
  REQUIRE(mixed.rows.size() == 4);
  CHECK(line_of(mixed.rows[2]) == "3|Blanc");
  CHECK(has_note(mixed, "mixed_line_ends"));
  CHECK(has_note(mixed, "no_final_newline"));
}

TEST_CASE("a carriage return inside cells of a file of line feeds is text", "[table][csv]") {
  const TestTable table =
      read_csv("id;nom;ville\n1;a\rb;Lyon\n2;c;Nice\n3;d;Brest\n4;e;Albi\n5;f;Metz\n");
  REQUIRE(table.rows.size() == 5);
  CHECK(table.rows[0][1] == "a\rb");
}

TEST_CASE("blank lines count as records but not as rows", "[table][csv]") {
  const TestTable table = read_csv("id;nom\n\n1;Durand\n\n\n2;Petit\n");
  REQUIRE(table.rows.size() == 2);
  CHECK(table.records == std::vector<std::uint64_t>{3, 6});
  CHECK(has_note(table, "blank_lines"));
}

TEST_CASE("NUL bytes are removed and counted", "[table][csv]") {
  using namespace std::string_view_literals;
  const TestTable table = read_csv("id;nom\n1;Du\0rand\n2;Petit\n"sv);
  CHECK(line_of(table.rows[0]) == "1|Durand");
  CHECK(repairs_of(table, "nul_byte") == 1);
}

TEST_CASE("single quotes quote when all say so", "[table][csv]") {
  const TestTable table = read_csv(
      "'id','nom','ville'\n'1','Durand, fils','Lyon'\n'2','Petit','L''Isle'\n'3','Blanc','Nice'\n");
  CHECK(table.info.dialect.quote == '\'');
  CHECK(line_of(table.rows[0]) == "1|Durand, fils|Lyon");
  CHECK(line_of(table.rows[1]) == "2|Petit|L'Isle");
  const TestTable plain = read_csv("id,nom\n1,L'Isle\n2,d'Or\n");
  CHECK(plain.rows[0][1] == "L'Isle");
}

TEST_CASE("backslashes escape quotes when the file says so", "[table][csv]") {
  const TestTable table =
      read_csv("id,nom\n1,\"dit \\\"Le Grand\\\", fils\"\n2,\"dit \\\"Petit\\\" aussi\"\n");
  CHECK(line_of(table.rows[0]) == "1|dit \"Le Grand\", fils");
  CHECK(has_note(table, "backslash_escape"));
}

TEST_CASE("a repeated header is told and is no row", "[table][csv]") {
  const TestTable table = read_csv("id;age;ville\n1;30;Lyon\nid;age;ville\n2;40;Nice\n");
  CHECK(table.rows.size() == 2);
  CHECK(repairs_of(table, "header_repeated") == 1);
}

TEST_CASE("the first line of Excel gives the delimiter", "[table][csv]") {
  const TestTable table = read_csv("sep=|\nid|nom\n1|Durand\n2|Petit\n");
  CHECK(table.info.dialect.delimiter == "|");
  CHECK(table.info.dialect.delimiter_origin == Origin::given);
  CHECK(table.info.dialect.header_row == 2);
  CHECK(table.rows.size() == 2);
}

TEST_CASE("a forced delimiter is obeyed", "[table][csv]") {
  SourceOptions options = test_options();
  options.delimiter = ',';
  const auto tables = read_tables("a.csv", "id;nom,ville\n1;x,Lyon\n", options);
  CHECK(names_of(tables.at(0)) == "id;nom|ville");
  CHECK(tables.at(0).info.dialect.delimiter_origin == Origin::given);
}

TEST_CASE("a record past the limit is cut and told", "[table][csv]") {
  SourceOptions options = test_options();
  options.max_record_bytes = 1000;
  options.batch_bytes = 300;
  std::string text =
      "id;nom;ville\n1;Durand;Lyon\n2;" + std::string(2500, 'x') + ";Nice\n3;Petit;Albi\n";
  const auto tables = read_tables("a.csv", text, options);
  CHECK(repairs_of(tables.at(0), "record_too_long") >= 1);
  CHECK(line_of(tables.at(0).rows.back()).substr(0, 12) == "3|Petit|Albi");
}

TEST_CASE("quoted cells larger than a batch stay whole", "[table][csv]") {
  SourceOptions options = test_options();
  options.batch_bytes = 64;
  const std::string note(5000, 'n');
  const auto tables =
      read_tables("a.csv", "id;nom\n1;\"" + note + "\n" + note + "\"\n2;Petit\n", options);
  REQUIRE(tables.at(0).rows.size() == 2);
  CHECK(tables.at(0).rows[0][1] == note + "\n" + note);
}
