using Dispatch.Contracts;
using Dispatch.Domain.Catalogue;
using Shouldly;

namespace Dispatch.Domain.Tests.Catalogue;

public sealed class CueListTests
{
    [Theory]
    [InlineData("我不想活了", "suicide")]
    [InlineData("觉得活着没意思，想 死", "suicide")]
    [InlineData("想。。。死", "suicide")]
    [InlineData("想\u200B死", "suicide")]
    [InlineData("想😭死", "suicide")]
    [InlineData("我想自殺", "suicide")]
    [InlineData("他站在樓頂，要跳樓", "suicide")]
    [InlineData("孩子用刀划自己", "self-harm")]
    [InlineData("他拿着刀要砍人", "violence")]
    [InlineData("老伴昏迷了，快来", "immediate-danger")]
    [InlineData("I want to die", "suicide")]
    [InlineData("I WANT   TO\nDIE.", "suicide")]
    [InlineData("Ｉ ｗａｎｔ ｔｏ ｄｉｅ", "suicide")]
    [InlineData("i don't want to live any more", "suicide")]
    [InlineData("i don’t want to live any more", "suicide")]
    [InlineData("want-to-die", "suicide")]
    [InlineData("#killmyself", "suicide")]
    [InlineData("k i l l  m y s e l f", "suicide")]
    [InlineData("k.i.l.l myself", "suicide")]
    [InlineData("我想suicide", "suicide")]
    [InlineData("she keeps cutting herself, I am cutting myself too", "self-harm")]
    [InlineData("he has a knife", "violence")]
    [InlineData("my husband is not breathing", "immediate-danger")]
    public void Find_WordsOfDanger_AreHighRisk(string words, string category)
    {
        var finding = DataFiles.Cues.Find(words);

        finding.Level.ShouldBe(RiskLevel.HighRisk);
        finding.Categories.ShouldContain(category);
    }

    [Theory]
    [InlineData("我不想死，只是睡不着")]
    [InlineData("邻居说“想死”，请去看看")]
    [InlineData("I do not want to die, I only feel low")]
    [InlineData("She wrote: \"I want to die\"")]
    public void Find_NegatedOrQuotedWords_StillHit(string words) => DataFiles.Cues.Find(words).Level.ShouldBe(RiskLevel.HighRisk);

    [Theory]
    [InlineData("奶奶在家摔倒了", "immediate-danger")]
    [InlineData("觉得自己撑不下去", "suicide")]
    [InlineData("他经常打我", "violence")]
    [InlineData("I feel hopeless", "suicide")]
    [InlineData("he hits me when he drinks", "violence")]
    [InlineData("Grandfather fell down at home", "immediate-danger")]
    public void Find_WordsOfWarning_AreSerious(string words, string category)
    {
        var finding = DataFiles.Cues.Find(words);

        finding.Level.ShouldBe(RiskLevel.Serious);
        finding.Categories.ShouldBe([category]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("!!!")]
    [InlineData("想请人陪我去卫生服务中心做体检")]
    [InlineData("天气热死了，请帮忙买水")]
    [InlineData("有事请打我电话")]
    [InlineData("家里不会用煤气灶")]
    [InlineData("I would like to learn a new skill")]
    [InlineData("The diet plan, please")]
    [InlineData("five kms away")]
    [InlineData("therapeutic grapes")]
    public void Find_OrdinaryWords_FindsNothing(string? words) => DataFiles.Cues.Find(words).ShouldBe(CueFinding.None);

    [Fact]
    public void Find_SeveralCategories_TakesTheHighestLevelAndNamesAll()
    {
        var finding = DataFiles.Cues.Find("他经常打我，我不想活了");

        finding.Level.ShouldBe(RiskLevel.HighRisk);
        finding.Categories.ShouldBe(["suicide", "violence"], ignoreOrder: true);
    }

    [Fact]
    public void Find_BrokenSurrogate_ReadsTheRest() => DataFiles.Cues.Find("\uD800 我想死 \uDC00").Level.ShouldBe(RiskLevel.HighRisk);

    [Fact]
    public void Find_EveryShippedPhrase_HitsByItself()
    {
        using var file = System.Text.Json.JsonDocument.Parse(DataFiles.Text("cues.json"));
        foreach (var cue in file.RootElement.GetProperty("cues").EnumerateArray())
        {
            var level = Enum.Parse<RiskLevel>(cue.GetProperty("level").GetString()!);
            foreach (var phrase in cue.GetProperty("phrases").EnumerateArray())
            {
                (DataFiles.Cues.Find($"（{phrase.GetString()!.ToUpperInvariant()}）").Level >= level).ShouldBeTrue(phrase.GetString());
            }
        }
    }

    [Theory]
    [InlineData("""{ "code": "a", "category": "x", "level": "General", "phrases": ["danger"] }""", "level: must be Serious or HighRisk")]
    [InlineData("""{ "code": "a", "category": "x", "level": "Serious", "phrases": ["."] }""", "phrases[0]: '.' is too short")]
    [InlineData("""{ "code": "a", "category": "x", "level": "Serious", "phrases": ["Danger", "ＤＡＮＧＥＲ"] }""", "'danger' stands 2 times")]
    [InlineData("""{ "category": "x", "level": "Serious", "phrases": ["danger"] }""", "code: a text is missing")]
    public void Parse_FaultyCue_NamesThePath(string row, string fault)
    {
        var refused = Should.Throw<DataFaultsException>(() => CueList.Parse($$"""{ "folds": { "from": "", "to": "" }, "cues": [{{row}}] }"""));

        refused.Faults.ShouldContain(line => line.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_UnevenFolds_IsRefused() =>
        Should.Throw<DataFaultsException>(() => CueList.Parse(DataFiles.Text("cues.json").Replace("\"to\": \"杀", "\"to\": \"", StringComparison.Ordinal)));
}
