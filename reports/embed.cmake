# The style of HTML reports, compiled into the binary.
aval_embed_folder(aval_reports report_styles ${CMAKE_SOURCE_DIR}/reports/style)
