// The least t, to 1e-9, at which ARX takes persons.csv for t-close under the hierarchical distance
// of aide.csv, for disclosure_test.cpp; ARX is not needed to run the tests.
// ARX 3.9.2, commit aacd487f: java -cp ARX_AND_ITS_LIBRARIES ArxHierarchicalT persons.csv aide.csv
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.deidentifier.arx.ARXAnonymizer;
import org.deidentifier.arx.ARXConfiguration;
import org.deidentifier.arx.AttributeType;
import org.deidentifier.arx.AttributeType.Hierarchy;
import org.deidentifier.arx.AttributeType.Hierarchy.DefaultHierarchy;
import org.deidentifier.arx.Data;
import org.deidentifier.arx.DataHandle;
import org.deidentifier.arx.criteria.HierarchicalDistanceTCloseness;

public class ArxHierarchicalT {
  static final String[] COLUMNS = {"age", "departement", "sexe", "categorie", "aide", "revenu"};
  static final String[] SETS = {"sexe", "departement", "departement,sexe", "age,departement,sexe"};

  static boolean isClose(String table, String hierarchy, String set, double t) throws Exception {
    Data data = Data.create(table, StandardCharsets.UTF_8, ';');
    for (String name : COLUMNS)
      data.getDefinition().setAttributeType(name, AttributeType.INSENSITIVE_ATTRIBUTE);
    for (String name : set.split(",")) {
      DataHandle handle = data.getHandle();
      Set<String> values = new LinkedHashSet<>();
      for (int row = 0; row < handle.getNumRows(); row++)
        values.add(handle.getValue(row, handle.getColumnIndexOf(name)));
      DefaultHierarchy same = Hierarchy.create();
      for (String value : values)
        same.add(value);
      data.getDefinition().setAttributeType(name, same);
    }
    data.getDefinition().setAttributeType("aide", AttributeType.SENSITIVE_ATTRIBUTE);
    ARXConfiguration asked = ARXConfiguration.create();
    asked.addPrivacyModel(new HierarchicalDistanceTCloseness("aide", t,
        Hierarchy.create(hierarchy, StandardCharsets.UTF_8, ';')));
    asked.setSuppressionLimit(0d);
    return new ARXAnonymizer().anonymize(data, asked).isResultAvailable();
  }

  public static void main(String[] arguments) throws Exception {
    for (String set : SETS) {
      double low = 0, high = 1;
      while (high - low > 1e-9) {
        double middle = (low + high) / 2;
        if (isClose(arguments[0], arguments[1], set, middle))
          high = middle;
        else
          low = middle;
      }
      System.out.println(set + " " + high);
    }
  }
}
