# SUDA2 scores of sdcMicro 5.8.2 (commit cf325101) on persons.csv, for oracles_test.cpp; sdcMicro is not needed to run the
# tests. With the package: suda2(data, DisFraction = 0.1)$score and $disScore; here its C++ alone (R CMD SHLIB 0Main.cpp).
#   Rscript sdcmicro_suda.R FOLDER_OF_SHARED_OBJECT persons.csv > sdcmicro_suda.tsv
library(Rcpp)
arguments <- commandArgs(trailingOnly = TRUE)
dyn.load(file.path(arguments[1], "suda.so"))
data <- read.csv(arguments[2], sep = ";", colClasses = "character")
coded <- as.matrix(sapply(data, function(x) as.numeric(factor(x))))
result <- .Call("Suda2", coded, -999, ncol(coded), 0.1, TRUE)$Res
write.table(data.frame(score = result[, ncol(coded) + 1], dis = trimws(format(result[, ncol(coded) + 2], digits = 9))),
            sep = "\t", quote = FALSE, row.names = FALSE)
