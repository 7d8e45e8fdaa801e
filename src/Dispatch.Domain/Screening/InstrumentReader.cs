using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Screening;

/// <summary>Turns a file of data/instruments, or an operator's import of one, into an instrument. docs/care.md describes the format.</summary>
internal static class InstrumentReader
{
    /// <summary>Reads a shipped file: the product's own wording whole in both languages, a publisher's not at all.</summary>
    public static Instrument ReadShipped(DataNode root) => Read(root, imported: false);

    /// <summary>Reads an operator's file: the wording whole in at least one language.</summary>
    public static Instrument ReadImport(DataNode root) => Read(root, imported: true);

    private static Instrument Read(DataNode root, bool imported)
    {
        var questionnaire = root.Child("questionnaire");
        if (questionnaire.Text("resourceType") is { Length: > 0 } and not "Questionnaire")
        {
            questionnaire.Fault("resourceType", "must be 'Questionnaire'");
        }

        var owner = root.Word<WordingOwner>("wording");
        var language = questionnaire.Text("language");
        if (language is not (FhirText.Chinese or FhirText.English or ""))
        {
            questionnaire.Fault("language", $"language '{language}' is none of {FhirText.Chinese}, {FhirText.English}");
        }

        var wording = new WordingCheck();
        var lead = questionnaire.Texts("description", language);
        if (lead.Zh.Length + lead.En.Length > 0)
        {
            wording.Note(questionnaire, "description", lead);
        }

        var title = questionnaire.Texts("title", language);
        var questions = new QuestionReader(language, wording).Read(questionnaire);
        var scoring = ScoringReader.Read(root.Child("scoring"), questions);
        if (!imported && (title.Zh.Length == 0 || title.En.Length == 0))
        {
            questionnaire.Fault("title", "must be there in both languages");
        }

        var languages = imported ? wording.RequireOwn(language) : owner == WordingOwner.Product ? wording.RequireBoth() : wording.RequireNone();
        return new Instrument(
            ReadCode(questionnaire), questionnaire.Text("version"), title, lead, owner, root.Text("source"), root.Wording("licence"), root.Wording("review"),
            questions, scoring, languages);
    }

    private static string ReadCode(DataNode questionnaire)
    {
        var code = questionnaire.Text("id");
        if (code.Length > 64 || !code.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
        {
            questionnaire.Fault("id", "must be at most 64 small letters, digits and hyphens");
        }

        return code;
    }
}
