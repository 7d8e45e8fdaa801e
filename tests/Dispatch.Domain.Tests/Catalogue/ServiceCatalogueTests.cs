using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Contracts;
using Dispatch.Domain.Catalogue;
using Shouldly;

namespace Dispatch.Domain.Tests.Catalogue;

public sealed class ServiceCatalogueTests
{
    private static readonly ServiceCatalogue Shipped = DataFiles.Catalogue;

    [Theory]
    [InlineData("escort", RiskLevel.General, "Volunteer")]
    [InlineData("home-visit", RiskLevel.General, "Volunteer")]
    [InlineData("legal-advice", RiskLevel.General, "Volunteer")]
    [InlineData("counselling", RiskLevel.General, "Counsellor")]
    [InlineData("supportive-counselling", RiskLevel.General, "Volunteer,Counsellor")]
    [InlineData("crisis-intervention", RiskLevel.HighRisk, "Counsellor")]
    [InlineData("psychotherapy", RiskLevel.General, "")]
    public void Catalogue_NamedServices_HaveTheirLevelAndPeople(string code, RiskLevel level, string kinds)
    {
        var service = Shipped.Find(code).ShouldNotBeNull();

        service.Level.ShouldBe(level);
        string.Join(',', service.Kinds).ShouldBe(kinds);
    }

    [Fact]
    public void Escort_AsTheFirstVisitorAsksIt_NeedsNoTrainingAndNoSkill()
    {
        var escort = Shipped.Find("escort").ShouldNotBeNull();

        escort.TrainedOnly.ShouldBeFalse();
        escort.Skills.ShouldBeEmpty();
        escort.Remote.ShouldBeFalse();
        escort.Allows(remote: true).ShouldBeFalse();
    }

    [Fact]
    public void Catalogue_PsychologicalServices_AreClosedToUntrainedVolunteers()
    {
        Shipped.Services.Where(service => service.Psychological && service.Kinds.Contains(ResponderKind.Volunteer))
            .ShouldAllBe(service => service.TrainedOnly);
    }

    [Theory]
    [InlineData("HOMEVISIT")]
    [InlineData("")]
    [InlineData("Escort")]
    public void Find_UnknownCode_IsNull(string code) => Shipped.Find(code).ShouldBeNull();

    [Theory]
    [InlineData("zh", true)]
    [InlineData("ZH", true)]
    [InlineData("nan-x-hainan", true)]
    [InlineData("tlh", false)]
    public void FindLanguage_ByTag_IgnoresCase(string tag, bool known) => (Shipped.FindLanguage(tag) is not null).ShouldBe(known);

    [Theory]
    [InlineData("services[0].code", null, "$.services[0].code: a text is missing")]
    [InlineData("services[0].name.en", null, "$.services[0].name.en: a text is missing")]
    [InlineData("services[0].name.zh", "", "$.services[0].name.zh: a text is missing")]
    [InlineData("services[0].code", "home-visit", "$.services: 'home-visit' stands 2 times")]
    [InlineData("services[0].level", "Grave", "$.services[0].level: 'Grave' is none of General, Serious, HighRisk")]
    [InlineData("services[0].level", "HighRisk", "$.services[0].kinds: a volunteer may serve Serious only as a companion, and High-risk never")]
    [InlineData("services[0].minutes", 0, "$.services[0].minutes: must be a whole number from 5 to 1440")]
    [InlineData("services[0].companion", "yes", "$.services[0].companion: must be true or false")]
    [InlineData("services[4].companion", true, "$.services[4].companion: is for services that volunteers serve")]
    [InlineData("services[0].psychological", true, "$.services[0].training: an untrained volunteer may not serve a psychological service")]
    [InlineData("services[0].dataClass", "Case", "$.services[0].dataClass: a volunteer may not see case-class data")]
    [InlineData("services[0].referralOnly", true, "$.services[0].kinds: must be empty for a referral-only service and for no other")]
    [InlineData("services[0].marker", "guess", "$.services[0].marker: 'guess' is none of seed, derived, approx, ext, syn")]
    [InlineData("services[5].skills[0].code", "juggling", "$.services[5].skills[0].code: unknown skill 'juggling'")]
    [InlineData("services[5].skills[0].level", 4, "$.services[5].skills[0].level: must be a whole number from 1 to 3")]
    [InlineData("skills[1].code", "companionship", "$.skills: 'companionship' stands 2 times")]
    [InlineData("languages[0].name", null, "$.languages[0].name: is missing")]
    [InlineData("services", null, "$.services: a list is missing")]
    public void Parse_FaultyRow_NamesThePath(string path, object? value, string fault)
    {
        var edited = Edit(DataFiles.Text("services.json"), path, value);

        Should.Throw<DataFaultsException>(() => ServiceCatalogue.Parse(edited)).Faults.ShouldContain(fault);
    }

    [Fact]
    public void Parse_ManyFaults_ReportsEveryOne()
    {
        var edited = Edit(Edit(DataFiles.Text("services.json"), "services[0].minutes", -5), "services[1].level", "None");

        var refused = Should.Throw<DataFaultsException>(() => ServiceCatalogue.Parse(edited));

        refused.Faults.Length.ShouldBe(2);
        refused.Message.ShouldContain("services.json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"skills\": [")]
    public void Parse_NotJson_SaysTheLine(string text) =>
        Should.Throw<DataFaultsException>(() => ServiceCatalogue.Parse(text)).Faults.ShouldHaveSingleItem().ShouldContain("not JSON");

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{ \"services\": [7], \"skills\": [null], \"languages\": [[]] }")]
    public void Parse_WrongShape_IsRefusedNotThrown(string text) => Should.Throw<DataFaultsException>(() => ServiceCatalogue.Parse(text));

    private static string Edit(string json, string path, object? value)
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
