using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Screening;
using Shouldly;

namespace Dispatch.Domain.Tests.Screening;

/// <summary>An operator's wording opens a slot; nothing else of the instrument may come with it.</summary>
public sealed class InstrumentImportTests
{
    [Fact]
    public void Import_WithEveryTextInOneLanguage_MakesTheSlotAvailableInIt()
    {
        var instrument = Slips.Set(Slips.Slot, Slips.Worded(root => root["licence"]!["en"] = "Granted to the station.")).Find("syn")!;

        instrument.Languages.ShouldBe(["en"]);
        instrument.Licence.En.ShouldBe("Granted to the station.");
        instrument.Title.Zh.ShouldBe("自拟");
        instrument.Questionnaire("en")!.Questions[0].Text.ShouldBe("Invented question a");
        instrument.Questionnaire("zh-CN").ShouldBeNull();
        Slips.Set(Slips.Slot).Find("syn")!.Available.ShouldBeFalse();
    }

    [Theory]
    [InlineData("questionnaire.id", "other", "$.questionnaire.id: 'other' is no slot, or stands in two files")]
    [InlineData("questionnaire.version", "2", "$.questionnaire.version: must be as shipped: '1', not '2'")]
    [InlineData("questionnaire.item[0].linkId", "x", "$.questionnaire.item[0].linkId: must be as shipped: 'a', not 'x'")]
    [InlineData("questionnaire.item[2].enableWhen", null, "$.questionnaire.item[2].enableWhen: must be as shipped: 'Condition { Question = a, Choice = much }', not ''")]
    [InlineData("questionnaire.item[0].answerOption[1].valueCoding.code", "lots",
        "$.questionnaire.item[0].answerOption: must be as shipped: 'none=0, much=2', not 'none=0, lots=2'")]
    [InlineData("questionnaire.item[0].answerOption[1].valueCoding.extension[0].valueDecimal", 1,
        "$.questionnaire.item[0].answerOption: must be as shipped: 'none=0, much=2', not 'none=0, much=1'")]
    [InlineData("scoring.bands[1].from", 2, "$.scoring.bands: must be as shipped: 'low 0-2, high 3-6', not 'low 0-2, high 2-6'")]
    [InlineData("scoring.method", "Highest", "$.scoring.method: must be as shipped: 'Sum', not 'Highest'")]
    [InlineData("scoring.danger", new object[0], "$.scoring.danger: must be as shipped: 'c from 3', not ''")]
    [InlineData("questionnaire.item[1].text", null, "$.questionnaire.item[1].text: the wording in en is missing")]
    [InlineData("questionnaire.item[1].answerOption[0].valueCoding.display", " ",
        "$.questionnaire.item[1].answerOption[0].valueCoding.display: the wording in en is missing")]
    [InlineData("questionnaire.description", "Only here", null)]
    public void Import_ThatDepartsFromTheSlot_IsRefusedNamingWhere(string path, object? value, string? fault)
    {
        var worded = InstrumentReaderTests.Edit(Slips.Worded(), path, value);

        if (fault is null)
        {
            Slips.Set(Slips.Slot, worded).Find("syn")!.Lead.En.ShouldBe("Only here");
            return;
        }

        Should.Throw<DataFaultsException>(() => Slips.Set(Slips.Slot, worded))
            .ShouldSatisfyAllConditions(it => it.File.ShouldBe("import.json"), it => it.Faults.ShouldContain(fault));
    }

    [Fact]
    public void Import_WithHalfOfASecondLanguage_IsRefused()
    {
        const string translation = """
            {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/translation",
              "extension": [{"url": "lang", "valueCode": "zh-CN"}, {"url": "content", "valueString": "自拟问题"}]}]}
            """;
        var worded = Slips.Worded(root => root["questionnaire"]!["item"]![0]!["_text"] = System.Text.Json.Nodes.JsonNode.Parse(translation));

        Should.Throw<DataFaultsException>(() => Slips.Set(Slips.Slot, worded)).Faults.ShouldContain("$.questionnaire.item[1].text: the wording in zh-CN is missing");
    }

    [Fact]
    public void Import_WithFewerQuestions_IsRefused()
    {
        var worded = Slips.Worded(root => root["questionnaire"]!["item"]!.AsArray().RemoveAt(1));

        Should.Throw<DataFaultsException>(() => Slips.Set(Slips.Slot, worded)).Faults
            .ShouldContain("$.questionnaire.item: must be as shipped: '3 questions', not '2 questions'");
    }

    [Fact]
    public void Import_OfTheSameSlotTwice_IsRefused() =>
        Should.Throw<DataFaultsException>(() => Slips.Set(Slips.Slot, Slips.Worded(), Slips.Worded())).Faults
            .ShouldContain("$.questionnaire.id: 'syn' is no slot, or stands in two files");

    [Fact]
    public void Import_OfOurOwnChecklist_IsRefused() =>
        Should.Throw<DataFaultsException>(() => InstrumentSet.Parse(Slips.Files, [Slips.Files.Single(file => file.Name == "station-checklist.json")])).Faults
            .ShouldContain("$.questionnaire.id: 'station-checklist' has the product's own wording; there is nothing to import");

    [Theory]
    [InlineData("phq-9")]
    [InlineData("gad-7")]
    [InlineData("c-ssrs-screener")]
    public void Import_OfEachShippedSlot_WorksWithInventedWords(string code)
    {
        var slot = Slips.Files.Single(file => file.Name == $"{code}.json");
        var root = System.Text.Json.Nodes.JsonNode.Parse(slot.Json)!;
        foreach (var item in root["questionnaire"]!["item"]!.AsArray())
        {
            item!["text"] = "自拟";
            foreach (var option in item["answerOption"]!.AsArray())
            {
                option!["valueCoding"]!["display"] = "自拟";
            }
        }

        InstrumentSet.Parse(Slips.Files, [new InstrumentFile("i.json", root.ToJsonString())]).Find(code)!.Languages.ShouldBe(["zh-CN"]);
    }
}
