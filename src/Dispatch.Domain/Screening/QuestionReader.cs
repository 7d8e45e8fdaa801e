using System.Collections.Immutable;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Screening;

/// <summary>Reads the items of a FHIR R4 Questionnaire: flat single-choice questions, each choice with its ordinal value.</summary>
internal sealed class QuestionReader(string language, WordingCheck wording)
{
    /// <summary>HL7's extension for what a choice counts.</summary>
    public const string OrdinalUrl = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

    private const int MostQuestions = 60;
    private const int MostChoices = 11;
    private const int MostScore = 100;

    public ImmutableArray<Question> Read(DataNode questionnaire)
    {
        var questions = new List<Question>();
        foreach (var row in questionnaire.Rows("item"))
        {
            var question = ReadQuestion(row, questions);
            if (question.Id.Length > 0 && questions.Exists(earlier => earlier.Id == question.Id))
            {
                row.Fault("linkId", $"'{question.Id}' stands 2 times");
            }

            questions.Add(question);
        }

        if (questions.Count is 0 or > MostQuestions)
        {
            questionnaire.Fault("item", $"must hold 1 to {MostQuestions} questions, not {questions.Count}");
        }

        return [.. questions];
    }

    private Question ReadQuestion(DataNode row, List<Question> earlier)
    {
        var id = row.Text("linkId");
        if (id.Length > TextRules.CodeMost)
        {
            row.Fault("linkId", $"has more than {TextRules.CodeMost} characters");
        }

        if (row.Text("type") is { Length: > 0 } and not "choice")
        {
            row.Fault("type", "must be 'choice': one answer of several");
        }

        if (!row.Flag("required"))
        {
            row.Fault("required", "must be true: every question that is asked is answered");
        }

        if (row.Has("item"))
        {
            row.Fault("item", "questions within questions are not read");
        }

        var text = row.Texts("text", language);
        wording.Note(row, "text", text);
        var choices = ReadChoices(row);
        return new Question(id, text, choices, row.Has("enableWhen") ? ReadCondition(row, earlier) : null);
    }

    private ImmutableArray<Choice> ReadChoices(DataNode row)
    {
        var choices = ImmutableArray.CreateBuilder<Choice>();
        foreach (var option in row.Rows("answerOption"))
        {
            var coding = option.Child("valueCoding");
            var text = coding.Texts("display", language);
            wording.Note(coding, "display", text);
            var choice = new Choice(coding.Text("code"), text, ReadScore(coding));
            if (choice.Code.Length > 0 && choices.Any(it => it.Code == choice.Code))
            {
                coding.Fault("code", $"'{choice.Code}' stands 2 times");
            }

            choices.Add(choice);
        }

        if (choices.Count is < 2 or > MostChoices)
        {
            row.Fault("answerOption", $"must hold 2 to {MostChoices} choices, not {choices.Count}");
        }

        return choices.ToImmutable();
    }

    private static int ReadScore(DataNode coding)
    {
        var ordinals = coding.Rows("extension").Where(it => it.TextOrNull("url") == OrdinalUrl).ToList();
        if (ordinals.Count == 1)
        {
            return ordinals[0].Whole("valueDecimal", 0, MostScore);
        }

        coding.Fault("extension", $"must hold one ordinal value, not {ordinals.Count}");
        return 0;
    }

    private static Condition? ReadCondition(DataNode row, List<Question> earlier)
    {
        var conditions = row.Rows("enableWhen").ToList();
        if (conditions is not [var condition] || condition.Text("operator") != "=")
        {
            row.Fault("enableWhen", "must hold one condition with the operator '='");
            return null;
        }

        var asked = new Condition(condition.Text("question"), condition.Child("answerCoding").Text("code"));
        if (earlier.Find(question => question.Id == asked.Question)?.Choices.Any(choice => choice.Code == asked.Choice) != true)
        {
            row.Fault("enableWhen", $"no earlier question '{asked.Question}' has a choice '{asked.Choice}'");
        }

        return asked;
    }
}
