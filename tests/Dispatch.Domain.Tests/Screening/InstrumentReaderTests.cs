using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Screening;
using Shouldly;

namespace Dispatch.Domain.Tests.Screening;

/// <summary>A file that cannot be right is refused at start, with file, line and path.</summary>
public sealed class InstrumentReaderTests
{
    [Theory]
    [InlineData("phq-9", 9, 0, 27, "minimal 0-4, mild 5-9, moderate 10-14, moderately-severe 15-19, severe 20-27", "phq-9.9>=1", false)]
    [InlineData("gad-7", 7, 0, 21, "minimal 0-4, mild 5-9, moderate 10-14, severe 15-21", "", false)]
    [InlineData("c-ssrs-screener", 6, 0, 3, "none 0-0, low 1-1, moderate 2-2, high 3-3", "c-ssrs.4>=3, c-ssrs.5>=3, c-ssrs.6>=3", false)]
    [InlineData("station-checklist", 8, 0, 16, "steady 0-3, watch 4-8, talk 9-16", "safe-place>=2, safe-self>=1", true)]
    public void Shipped_EachInstrument_HasItsScoringAndOnlyOurOwnHasWords(
        string code, int questions, int least, int most, string bands, string dangers, bool available)
    {
        var instrument = Slips.Shipped.Find(code).ShouldNotBeNull();

        instrument.Questions.Length.ShouldBe(questions);
        (instrument.Scoring.Least, instrument.Scoring.Most).ShouldBe((least, most));
        string.Join(", ", instrument.Scoring.Bands.Select(band => $"{band.Code} {band.From}-{band.To}")).ShouldBe(bands);
        string.Join(", ", instrument.Scoring.Dangers.Select(rule => $"{rule.Question}>={rule.From}")).ShouldBe(dangers);
        instrument.Available.ShouldBe(available);
        instrument.Languages.ShouldBe(available ? ["zh-CN", "en"] : []);
        instrument.Questions.ShouldAllBe(question => (question.Text.Zh + question.Text.En).Length > 0 == available);
        instrument.Questions.SelectMany(question => question.Choices).ShouldAllBe(choice => (choice.Text.Zh + choice.Text.En).Length > 0 == available);
        (instrument.Source.Length * instrument.Licence.Zh.Length * instrument.Review.En.Length).ShouldBeGreaterThan(0);
        instrument.View().Bands.Length.ShouldBe(instrument.Scoring.Bands.Length);
    }

    [Theory]
    [InlineData("en", "Have you had your meals as usual in the last week?")]
    [InlineData("zh-CN", "最近一周，三餐能照常吃吗？")]
    [InlineData("fr", null)]
    public void Questionnaire_InALanguage_IsWholeOrNotThere(string language, string? second) =>
        Slips.Shipped.Find("station-checklist")!.Questionnaire(language)?.Questions[1].Text.ShouldBe(second);

    [Theory]
    [InlineData("scoring.bands[1].from", 4, "$.scoring.bands[1].from: is 4; scores 3 to 3 have no band")]
    [InlineData("scoring.bands[1].from", 2, "$.scoring.bands[1].from: is 2; scores below 3 lie in the band before, or outside of the range")]
    [InlineData("scoring.bands[0].from", 1, "$.scoring.bands[0].from: is 1; scores 0 to 0 have no band")]
    [InlineData("scoring.bands[1].to", 5, "$.scoring.bands: scores 6 to 6 have no band")]
    [InlineData("scoring.bands[1].to", 7, "$.scoring.bands: reach 7, beyond the highest score 6")]
    [InlineData("scoring.bands[1].to", 1, "$.scoring.bands[1].to: is 1, before the band begins at 3")]
    [InlineData("scoring.bands[1].code", "low", "$.scoring.bands[1].code: 'low' stands 2 times")]
    [InlineData("scoring.bands", null, "$.scoring.bands: a list is missing")]
    [InlineData("scoring.bands[0].name.en", null, "$.scoring.bands[0].name.en: a text is missing")]
    [InlineData("scoring.most", 9, "$.scoring.most: is 9; the highest score of any answers is 6")]
    [InlineData("scoring.least", 1, "$.scoring.least: is 1; the least score of any answers is 0")]
    [InlineData("scoring.method", "Mean", "$.scoring.method: 'Mean' is none of Sum, Highest")]
    [InlineData("scoring.danger[0].rule", "looks-bad", "$.scoring.danger[0].rule: 'looks-bad' is no rule; there is 'answer-at-least'")]
    [InlineData("scoring.danger[0].question", "z", "$.scoring.danger[0].question: no question has the linkId 'z'")]
    [InlineData("scoring.danger[0].from", 4, "$.scoring.danger[0].from: no choice of 'c' counts 4 or more")]
    [InlineData("scoring.danger", null, "$.scoring.danger: a list is missing")]
    [InlineData("questionnaire.resourceType", "Patient", "$.questionnaire.resourceType: must be 'Questionnaire'")]
    [InlineData("questionnaire.language", "fr", "$.questionnaire.language: language 'fr' is none of zh-CN, en")]
    [InlineData("questionnaire._title", null, "$.questionnaire.title: must be there in both languages")]
    [InlineData("questionnaire._title.extension[0].extension[0].url", "tongue", "$.questionnaire._title.extension[0].extension: must hold 'lang' and 'content'")]
    [InlineData("questionnaire._title.extension[0].extension[0].valueCode", "en", "$.questionnaire._title.extension[0].extension: the wording in en stands 2 times")]
    [InlineData("questionnaire.item[1].linkId", "a", "$.questionnaire.item[1].linkId: 'a' stands 2 times")]
    [InlineData("questionnaire.item[1].type", "decimal", "$.questionnaire.item[1].type: must be 'choice': one answer of several")]
    [InlineData("questionnaire.item[1].required", false, "$.questionnaire.item[1].required: must be true: every question that is asked is answered")]
    [InlineData("questionnaire.item[1].text", "words", "$.questionnaire.item[1].text: must be left out: the operator imports the wording with its licence")]
    [InlineData("questionnaire.item[1].answerOption[1].valueCoding.code", "none", "$.questionnaire.item[1].answerOption[1].valueCoding.code: 'none' stands 2 times")]
    [InlineData("questionnaire.item[1].answerOption[1].valueCoding.extension[0].url", "x",
        "$.questionnaire.item[1].answerOption[1].valueCoding.extension: must hold one ordinal value, not 0")]
    [InlineData("questionnaire.item[2].enableWhen[0].question", "c", "$.questionnaire.item[2].enableWhen: no earlier question 'c' has a choice 'much'")]
    [InlineData("questionnaire.item", null, "$.questionnaire.item: must hold 1 to 60 questions, not 0")]
    [InlineData("wording", "Nobody", "$.wording: 'Nobody' is none of Product, Publisher")]
    [InlineData("questionnaire.id", "../x", "$.questionnaire.id: must be at most 64 small letters, digits and hyphens")]
    [InlineData("licence", null, "$.licence: is missing")]
    public void Slot_WithAFault_IsRefusedNamingThePath(string path, object? value, string fault) =>
        Should.Throw<DataFaultsException>(() => Slips.Set(Edit(Slips.Slot, path, value))).Faults.ShouldContain(fault);

    [Fact]
    public void Band_ThatNoAnswersReach_IsRefused()
    {
        // Scores go in steps of two once the odd choice counts two as well.
        var slot = Edit(Edit(Edit(Slips.Slot, "questionnaire.item[1].answerOption[1].valueCoding.extension[0].valueDecimal", 2), "scoring.most", 7), "scoring.bands[0].to", 0);
        slot = Edit(Edit(slot, "scoring.bands[1].from", 1), "scoring.bands[1].to", 1);

        Should.Throw<DataFaultsException>(() => Slips.Set(slot)).Faults.ShouldContain("$.scoring.bands[1].from: no answers lead to a score of 1 to 1");
    }

    [Fact]
    public void OwnChecklist_WithoutOneEnglishText_IsRefused()
    {
        var text = Edit(DataFiles.Text("instruments/station-checklist.json"), "questionnaire.item[2]._text", null);

        Should.Throw<DataFaultsException>(() => Slips.Set(text)).Faults.ShouldBe(["$.questionnaire.item[2].text: the wording in en is missing"]);
    }

    [Fact]
    public void Fault_InAFile_NamesFileLineAndPath()
    {
        var line = Slips.Slot.Split('\n').ToList().FindIndex(text => text.Contains("\"high\"", StringComparison.Ordinal)) + 1;
        var refused = Should.Throw<DataFaultsException>(() => Slips.Set(Slips.Slot.Replace("\"from\": 3, \"to\": 6", "\"from\": 4, \"to\": 6", StringComparison.Ordinal)));

        refused.Message.ShouldContain("syn.json");
        refused.Message.ShouldContain($"line {line}: $.scoring.bands[1].from: is 4; scores 3 to 3 have no band");
    }

    [Fact]
    public void Fault_OfSomethingMissing_NamesTheLineOfWhatShouldHoldIt()
    {
        var line = Slips.Slot.Split('\n').ToList().FindIndex(text => text.Contains("\"scoring\"", StringComparison.Ordinal)) + 1;
        var refused = Should.Throw<DataFaultsException>(() => Slips.Set(Slips.Slot.Replace("\"method\"", "\"methods\"", StringComparison.Ordinal)));

        refused.Lines.ShouldBe([line]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"questionnaire\": 7}")]
    [InlineData("{\"questionnaire\": {\"item\": [7, {\"answerOption\": [null]}], \"_title\": {\"extension\": [3]}}, \"scoring\": {\"bands\": [1], \"danger\": [2]}}")]
    public void File_OfAWrongShape_IsRefusedNotThrown(string text) => Should.Throw<DataFaultsException>(() => Slips.Set(text));

    [Fact]
    public void Instrument_InTwoFiles_IsRefused()
    {
        var twice = new InstrumentFile("again.json", Slips.Slot);

        Should.Throw<DataFaultsException>(() => InstrumentSet.Parse([new InstrumentFile("syn.json", Slips.Slot), twice], []))
            .ShouldSatisfyAllConditions(it => it.File.ShouldBe("again.json"), it => it.Faults.ShouldBe(["$.questionnaire.id: 'syn' stands in two files"]));
    }

    internal static string Edit(string json, string path, object? value)
    {
        var root = JsonNode.Parse(json)!;
        var steps = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        var node = root;
        foreach (var step in steps[..^1])
        {
            node = int.TryParse(step, out var index) ? node![index] : node![step];
        }

        node![steps[^1]] = JsonSerializer.SerializeToNode(value);
        return root.ToJsonString();
    }
}
