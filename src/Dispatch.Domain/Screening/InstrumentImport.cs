using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Screening;

/// <summary>Puts an operator's wording into a shipped slot. Everything but the wording must be the same.</summary>
public static class InstrumentImport
{
    /// <summary>The instrument with the operator's wording and licence note; available in each language in which every text is there.</summary>
    /// <param name="shipped">The slot.</param>
    /// <param name="file">The operator's file by its name.</param>
    /// <param name="json">Its text.</param>
    /// <exception cref="DataFaultsException">A question, choice, score, band or rule departs from the shipped one, or a text is missing. Names each with line and path.</exception>
    public static Instrument Import(Instrument shipped, string file, string json) => DataFile.Read(file, json, root =>
    {
        var read = InstrumentReader.ReadImport(root);
        var questionnaire = root.Child("questionnaire");
        if (shipped.Owner != WordingOwner.Publisher)
        {
            questionnaire.Fault("id", $"'{shipped.Code}' has the product's own wording; there is nothing to import");
        }

        Same(questionnaire, "id", shipped.Code, read.Code);
        Same(questionnaire, "version", shipped.Version, read.Version);
        CompareQuestions(questionnaire, shipped, read);
        CompareScoring(root.Child("scoring"), shipped.Scoring, read.Scoring);
        return shipped with { Lead = read.Lead, Licence = read.Licence, Questions = read.Questions, Languages = read.Languages };
    });

    private static void CompareQuestions(DataNode questionnaire, Instrument shipped, Instrument read)
    {
        Same(questionnaire, "item", $"{shipped.Questions.Length} questions", $"{read.Questions.Length} questions");
        foreach (var (row, (mine, theirs)) in questionnaire.Rows("item").Zip(shipped.Questions.Zip(read.Questions)))
        {
            Same(row, "linkId", mine.Id, theirs.Id);
            Same(row, "enableWhen", $"{mine.AskedWhen}", $"{theirs.AskedWhen}");
            Same(row, "answerOption", Choices(mine), Choices(theirs));
        }
    }

    private static void CompareScoring(DataNode row, Scoring mine, Scoring theirs)
    {
        Same(row, "method", $"{mine.Method}", $"{theirs.Method}");
        Same(row, "least", $"{mine.Least}", $"{theirs.Least}");
        Same(row, "most", $"{mine.Most}", $"{theirs.Most}");
        Same(row, "bands", Bands(mine), Bands(theirs));
        Same(row, "danger", Dangers(mine), Dangers(theirs));
    }

    private static string Choices(Question question) => string.Join(", ", question.Choices.Select(choice => $"{choice.Code}={choice.Score}"));

    private static string Bands(Scoring scoring) => string.Join(", ", scoring.Bands.Select(band => $"{band.Code} {band.From}-{band.To}"));

    private static string Dangers(Scoring scoring) => string.Join(", ", scoring.Dangers.Select(rule => $"{rule.Question} from {rule.From}"));

    private static void Same(DataNode row, string field, string mine, string theirs)
    {
        if (mine != theirs)
        {
            row.Fault(field, $"must be as shipped: '{mine}', not '{theirs}'");
        }
    }
}
