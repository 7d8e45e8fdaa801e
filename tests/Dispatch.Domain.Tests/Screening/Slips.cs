using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Screening;
using Dispatch.Domain.Tests.Levels;

namespace Dispatch.Domain.Tests.Screening;

/// <summary>Instruments, an invented one among them, and what people fill in. No wording here is that of any scale.</summary>
internal static class Slips
{
    public static readonly InstrumentFile[] Files =
        [.. new[] { "c-ssrs-screener", "gad-7", "phq-9", "station-checklist" }.Select(code => new InstrumentFile($"{code}.json", DataFiles.Text($"instruments/{code}.json")))];

    public static readonly InstrumentSet Shipped = InstrumentSet.Parse(Files, []);

    /// <summary>Three questions; the third is asked after "much" to the first, and stands for danger.</summary>
    public const string Slot = """
        {
          "wording": "Publisher",
          "source": "Invented for tests.",
          "licence": {"zh": "测试", "en": "For tests."},
          "review": {"zh": "测试", "en": "For tests."},
          "questionnaire": {
            "resourceType": "Questionnaire", "id": "syn", "version": "1", "status": "draft", "language": "en",
            "title": "Invented",
            "_title": {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/translation",
              "extension": [{"url": "lang", "valueCode": "zh-CN"}, {"url": "content", "valueString": "自拟"}]}]},
            "item": [
              {"linkId": "a", "type": "choice", "required": true, "answerOption": [
                {"valueCoding": {"code": "none", "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 0}]}},
                {"valueCoding": {"code": "much", "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 2}]}}]},
              {"linkId": "b", "type": "choice", "required": true, "answerOption": [
                {"valueCoding": {"code": "none", "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 0}]}},
                {"valueCoding": {"code": "some", "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 1}]}}]},
              {"linkId": "c", "type": "choice", "required": true,
                "enableWhen": [{"question": "a", "operator": "=", "answerCoding": {"code": "much"}}], "answerOption": [
                {"valueCoding": {"code": "no", "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 0}]}},
                {"valueCoding": {"code": "yes", "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 3}]}}]}]
          },
          "scoring": {
            "method": "Sum", "least": 0, "most": 6,
            "bands": [
              {"code": "low", "from": 0, "to": 2, "name": {"zh": "低", "en": "Low"}},
              {"code": "high", "from": 3, "to": 6, "name": {"zh": "高", "en": "High"}}],
            "danger": [{"rule": "answer-at-least", "question": "c", "from": 3}]
          }
        }
        """;

    public static readonly InstrumentSet Invented = Set(Slot, Worded());

    public static Actor Resident => Actor.Resident;

    public static InstrumentSet Set(string slot, params string[] imports) =>
        InstrumentSet.Parse([new InstrumentFile("syn.json", slot)], imports.Select(json => new InstrumentFile("import.json", json)));

    /// <summary>The slot with invented English words in it.</summary>
    public static string Worded(Action<JsonNode>? edit = null)
    {
        var root = JsonNode.Parse(Slot)!;
        foreach (var item in root["questionnaire"]!["item"]!.AsArray())
        {
            item!["text"] = $"Invented question {item["linkId"]}";
            foreach (var option in item["answerOption"]!.AsArray())
            {
                option!["valueCoding"]!["display"] = $"Invented choice {option["valueCoding"]!["code"]}";
            }
        }

        edit?.Invoke(root);
        return root.ToJsonString();
    }

    /// <summary>Answers such as <c>a=much b=none</c>.</summary>
    public static ImmutableArray<ScreeningAnswer> Answers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => new ScreeningAnswer(pair[0], pair[1]))];

    /// <summary>A screening that was asked, whether or not the wording is here.</summary>
    public static ScreeningView Asked(Instrument instrument) =>
        new("s1", instrument.Code, instrument.Version, "en", "lin", Grading.Noon, null, null, null, null, null, null);

    public static Decision<ScreeningView> Fill(this InstrumentSet set, string answers, string code = "syn", Role role = Role.Resident) => ScreeningRules.Answer(
        Asked(set.Find(code)!), new AnswerScreening(Grading.As(role), Answers(answers)), set, Grading.Noon.AddMinutes(4));
}
