using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

public class IntakeRulesTests
{
    private static readonly RequestDraft Good = new("escort", Location: Scene.Home);

    public static TheoryData<string, RequestDraft, RefusalCode> Wrong => new()
    {
        { "unknown service", Good with { Service = "juggling" }, RefusalCode.ServiceUnknown },
        { "referral only", Good with { Service = "psychotherapy" }, RefusalCode.ServiceReferralOnly },
        { "unknown skill", Good with { Skills = [new SkillLevel("juggling", 1)] }, RefusalCode.SkillUnknown },
        { "skill level 0", Good with { Skills = [new SkillLevel("elder-care", 0)] }, RefusalCode.SkillUnknown },
        { "unknown language", Good with { Languages = ["tlh"] }, RefusalCode.LanguageUnknown },
        { "nine languages", Good with { Languages = [.. Enumerable.Repeat("zh", 9)] }, RefusalCode.InputTooLarge },
        { "latitude 91", Good with { Location = new GeoPoint(91, 0) }, RefusalCode.PlaceInvalid },
        { "longitude not a number", Good with { Location = new GeoPoint(0, double.NaN) }, RefusalCode.PlaceInvalid },
        { "no place", Good with { Location = null }, RefusalCode.PlaceInvalid },
        { "unknown area", Good with { Location = null, Area = "nowhere" }, RefusalCode.PlaceInvalid },
        { "unknown station", Good with { StationId = "nowhere" }, RefusalCode.StationUnknown },
        { "16 minutes ago", Good with { StartsAt = Scene.Noon.AddMinutes(-16) }, RefusalCode.TimeInvalid },
        { "61 days ahead", Good with { StartsAt = Scene.Noon.AddDays(61) }, RefusalCode.TimeInvalid },
        { "4 minutes long", Good with { Minutes = 4 }, RefusalCode.TimeInvalid },
        { "eleven responders", Good with { RespondersNeeded = 11 }, RefusalCode.InputInvalid },
        { "long description", Good with { Description = new string('a', 2_001) }, RefusalCode.InputTooLarge },
        { "control character", Good with { Description = "a\u0007b" }, RefusalCode.InputInvalid },
        { "bidirectional override", Good with { Alias = "a\u202Eb" }, RefusalCode.InputInvalid },
        { "half a surrogate", Good with { Alias = "a\uD800" }, RefusalCode.InputInvalid },
        { "line break in an address", Good with { Address = "a\nb" }, RefusalCode.InputInvalid },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Check_OfAWrongField_IsRefusedWithItsCode(string what, RequestDraft draft, RefusalCode expected)
    {
        var check = IntakeRules.Check(Submit(draft), Scene.Catalogue, DataFiles.Cues, [Scene.Station], Scene.Noon);

        Assert.True(check.Refused?.Code == expected, $"{what}: {check.Refused?.Code}");
    }

    [Fact]
    public void Check_OfAnAreaAlone_TakesItsCentre()
    {
        var intake = IntakeRules.Check(Submit(new RequestDraft("escort", Area: "HI-SY-JY-ZD-DZ")), Scene.Catalogue, DataFiles.Cues, [Scene.Station], Scene.Noon).Value!;

        Assert.Equal(Scene.Home, intake.Need.Position);
        Assert.False(intake.Need.Exact);
    }

    [Fact]
    public void Check_OutsideAllCircles_GoesToTheNearestStationFlagged()
    {
        var intake = IntakeRules.Check(Submit(Good with { Location = new GeoPoint(18.6, 109.5) }), Scene.Catalogue, DataFiles.Cues, [Scene.Station], Scene.Noon).Value!;

        Assert.Equal("zhuoda", intake.Station.Id);
        Assert.True(intake.Need.OutsideCircles);
    }

    [Fact]
    public void Check_WithARiskCue_IsHighRiskAtOnceAndOwnedByTheHead()
    {
        var scene = new Scene("escort", d => d with { RiskCue = true });

        Assert.Equal(RiskLevel.HighRisk, scene.Request.Level);
        Assert.True(scene.Request.LevelProvisional);
        Assert.Equal("head.zhuoda", scene.Request.Owner);
        Assert.Equal(ResponderKind.Counsellor, Assert.Single(MatchPlan.Queries(scene.Request, scene.Service, Scene.Station, 1, scene.Now)[0].Query.Kinds));
    }

    [Fact]
    public void Check_OfAReferralOnlyServiceWithWordsOfIntent_ReachesTheCrisisTeamAllTheSame()
    {
        var scene = new Scene("psychotherapy", d => d with { Description = "我不想活了" });

        Assert.Equal(Lane.Emergency, scene.Request.Lane);
        Assert.Equal(ResponderKind.Counsellor, Assert.Single(MatchPlan.Queries(scene.Request, scene.Service, Scene.Station, 1, scene.Now)[0].Query.Kinds));
    }

    [Fact]
    public void Check_OfDangerAskedForTomorrow_StartsNow()
    {
        var scene = new Scene("escort", d => d with { RiskCue = true, StartsAt = Scene.Noon.AddDays(1) });

        Assert.Equal(Scene.Noon, scene.Request.Need.StartsAt);
        Assert.Equal(Scene.Noon.AddSeconds(60), scene.Request.Deadline);
    }

    [Fact]
    public void Check_OfALanguageInCapitals_AsksForTheOneOfTheCatalogue() =>
        Assert.Equal("en", Assert.Single(new Scene("escort", d => d with { Languages = ["EN", "en"] }).Request.Need.Languages));

    public static TheoryData<string, RequestDraft> Fields => new()
    {
        { "description", Good with { Description = new string('a', 2_001) } },
        { "alias", Good with { Alias = "\u0007" } },
        { "remote", Good with { Service = "home-help", Remote = true } },
        { "respondersNeeded", Good with { RespondersNeeded = 11 } },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void Check_OfAWrongField_NamesIt(string field, RequestDraft draft) =>
        Assert.Equal(field, IntakeRules.Check(Submit(draft), Scene.Catalogue, DataFiles.Cues, [Scene.Station], Scene.Noon).Refused?.Field);

    public static TheoryData<string, RequestDraft> Boxes => new()
    {
        { "description", Good with { Description = "我不想活了" } },
        { "alias", Good with { Alias = "我不想活了" } },
        { "contact", Good with { Contact = "我不想活了" } },
        { "address", Good with { Address = "我不想活了" } },
    };

    [Theory]
    [MemberData(nameof(Boxes))]
    public void Check_OfWordsOfIntentInAnyBox_IsHighRisk(string box, RequestDraft draft)
    {
        var intake = IntakeRules.Check(Submit(draft), Scene.Catalogue, DataFiles.Cues, [Scene.Station], Scene.Noon).Value!;

        Assert.True(intake.Triage.Level == RiskLevel.HighRisk, box);
    }

    [Fact]
    public void Check_OfAPhraseThatOnlyTwoBoxesTogetherHold_RaisesNothing()
    {
        var draft = Good with { Description = "我不想", Address = "活了" };

        Assert.Equal(RiskLevel.General, IntakeRules.Check(Submit(draft), Scene.Catalogue, DataFiles.Cues, [Scene.Station], Scene.Noon).Value!.Triage.Level);
    }

    [Fact]
    public void Answer_RepeatedAfterMuchHasHappened_IsTheFirstOne()
    {
        var scene = new Scene("escort");
        var first = SubmitRules.Answer(scene.Request with { Version = 1 });

        scene.Ask("an").Answer("an", Answer.Accept).Raise(RiskLevel.Serious);

        Assert.Equal(first, SubmitRules.Answer(scene.Request with { Version = 7 }));
        Assert.Equal((RequestState.Submitted, 1, RiskLevel.General), (first.State, first.Version, first.Level));
    }

    private static SubmitRequest Submit(RequestDraft draft) => new(draft, Actor.Resident, "digest");
}
