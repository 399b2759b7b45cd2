import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds PDF files against PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) with veraPDF's engine.
 *
 * <p>Prints tab-separated lines: "profile", name, number of rules; then for each file and profile "file", name of the
 * profile, path, number of checks made, number of checks failed; and "failed", clause, message, path for each failure.
 * The profiles are read here, with the XML parser of Java itself, because the engine's own reader needs JAXB, which
 * Java no longer has.
 */
class Validate {
    private static final String FOLDER = "/org/verapdf/pdfa/validation/";

    public static void main(String[] paths) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : new String[] {"PDFA-3A", "PDFUA-1"}) {
            ValidationProfile profile = profile(name);
            say("profile", name, profile.getRules().size());
            for (String path : paths) {
                try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), profile.getPDFAFlavour());
                        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
                    report(name, path, validator.validate(parser));
                }
            }
        }
    }

    private static void report(String name, String path, ValidationResult result) {
        List<TestAssertion> failed = new ArrayList<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                failed.add(assertion);
            }
        }
        say("file", name, path, result.getTotalAssertions(), result.isCompliant() ? 0 : Math.max(1, failed.size()));
        for (TestAssertion assertion : failed) {
            RuleId rule = assertion.getRuleId();
            say("failed", rule.getClause() + "-" + rule.getTestNumber(), assertion.getMessage(), path);
        }
    }

    private static void say(Object... parts) {
        List<String> words = new ArrayList<>();
        for (Object part : parts) {
            words.add(String.valueOf(part).replaceAll("\\s+", " "));
        }
        System.out.println(String.join("\t", words));
    }

    private static ValidationProfile profile(String name) throws Exception {
        Element root;
        try (InputStream in = Validate.class.getResourceAsStream(FOLDER + name + ".xml")) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : all(root, "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : all(root, "variable")) {
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                    text(variable, "defaultValue"), text(variable, "value")));
        }
        return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(name, name, "", new Date(0)), "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").get(0);
        RuleId ruleId = Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(ruleId, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), new ArrayList<ErrorArgument>()), new ArrayList<>());
    }

    private static String text(Element parent, String name) {
        return all(parent, name).get(0).getTextContent().trim();
    }

    private static List<Element> all(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int place = 0; place < found.getLength(); place++) {
            elements.add((Element) found.item(place));
        }
        return elements;
    }
}
