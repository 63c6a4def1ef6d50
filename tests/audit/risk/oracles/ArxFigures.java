// Figures of ARX on persons.csv, for oracles_test.cpp; ARX is not needed to run the tests.
// ARX 3.9.2, commit aacd487f: java -cp ARX_AND_ITS_LIBRARIES ArxFigures persons.csv
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.deidentifier.arx.ARXPopulationModel;
import org.deidentifier.arx.AttributeType;
import org.deidentifier.arx.Data;
import org.deidentifier.arx.risk.RiskEstimateBuilder;
import org.deidentifier.arx.risk.RiskModelAttributes;
import org.deidentifier.arx.risk.RiskModelPopulationUniqueness;
import org.deidentifier.arx.risk.RiskModelPopulationUniqueness.PopulationUniquenessModel;
import org.deidentifier.arx.risk.RiskModelSampleSummary;

public class ArxFigures {
  static final String[] COLUMNS = {"age", "departement", "sexe", "categorie", "aide", "revenu"};
  static final String[] SETS = {"departement,sexe", "age,sexe", "age,departement,sexe",
      "age,departement,sexe,categorie", "age,departement,sexe,categorie,aide,revenu"};

  public static void main(String[] arguments) throws Exception {
    for (String set : SETS) {
      Data data = Data.create(arguments[0], StandardCharsets.UTF_8, ';');
      for (String name : COLUMNS)
        data.getDefinition().setAttributeType(name, AttributeType.INSENSITIVE_ATTRIBUTE);
      for (String name : set.split(","))
        data.getDefinition().setAttributeType(name, AttributeType.QUASI_IDENTIFYING_ATTRIBUTE);
      RiskEstimateBuilder risk = data.getHandle().getRiskEstimator(ARXPopulationModel.create(10000L));
      RiskModelPopulationUniqueness uniques = risk.getPopulationBasedUniquenessRisk();
      RiskModelSampleSummary summary = risk.getSampleBasedRiskSummary(1.0 / 11);
      System.out.println(set + " classes=" + risk.getEquivalenceClassModel().getNumClasses()
          + " uniques=" + risk.getSampleBasedUniquenessRisk().getNumUniqueRecords()
          + " zayatz=" + uniques.getNumUniqueTuples(PopulationUniquenessModel.ZAYATZ)
          + " pitman=" + uniques.getNumUniqueTuples(PopulationUniquenessModel.PITMAN)
          + " average=" + summary.getProsecutorRisk().getSuccessRate()
          + " highest=" + summary.getProsecutorRisk().getHighestRisk()
          + " at_risk=" + summary.getProsecutorRisk().getRecordsAtRisk()
          + " marketer=" + summary.getMarketerRisk().getSuccessRate());
      for (RiskModelAttributes.QuasiIdentifierRisk part : risk.getAttributeRisks().getAttributeRisks())
        System.out.println("  " + new TreeSet<String>(part.getIdentifier())
            + " distinction=" + part.getDistinction() + " separation=" + part.getSeparation());
    }
  }
}
