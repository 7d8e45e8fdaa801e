using Dispatch.Contracts;
using Dispatch.Contracts.Incidents;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Incidents;
using Dispatch.Domain.Records;

namespace Dispatch.Domain.Tests.Incidents;

public class DeclareRulesTests
{
    [Theory]
    [InlineData(Role.StationHead, false, true)]
    [InlineData(Role.Counsellor, true, true)]
    [InlineData(Role.Counsellor, false, false)]
    [InlineData(Role.Coordinator, true, false)]
    [InlineData(Role.Volunteer, true, false)]
    [InlineData(Role.Admin, true, false)]
    [InlineData(Role.Resident, true, false)]
    public void Declaring_AndEnding_AreForTheHeadAndTheCrisisQualifiedAlone(Role role, bool qualified, bool may)
    {
        var by = IncidentScene.Of(role);
        var declared = DeclareRules.Declare(
            IncidentBook.Empty, IncidentScene.Fire with { By = by }, qualified, Requests.Scene.Station, IncidentScene.Counsellors, IncidentScene.Settings, IncidentScene.Noon);
        var ended = DeclareRules.End(new IncidentScene().Incident, new EndIncident(by, IncidentOutcome.Over, "over"), qualified, IncidentScene.Noon);

        Assert.Equal(may, declared.Refused is null);
        Assert.Equal(may, ended.Refused is null);
        Assert.Equal(may ? null : RefusalCode.EmergencyNotQualified, declared.Refused?.Code);
    }

    [Theory]
    [InlineData(Role.StationHead, null)]
    [InlineData(Role.Counsellor, RefusalCode.RosterSilent)]
    [InlineData(Role.Coordinator, RefusalCode.EmergencyNotQualified)]
    public void Declaring_WhenNobodyCanSayWhoIsQualified_TellsACounsellorSoAndKeepsNoHead(Role role, RefusalCode? code)
    {
        var by = IncidentScene.Of(role);
        var declared = DeclareRules.Declare(
            IncidentBook.Empty, IncidentScene.Fire with { By = by }, null, Requests.Scene.Station, null, IncidentScene.Settings, IncidentScene.Noon);
        Assert.Equal(code, declared.Refused?.Code);
        Assert.Equal(code, DeclareRules.End(new IncidentScene().Incident, new EndIncident(by, IncidentOutcome.Over, "over"), null, IncidentScene.Noon).Refused?.Code);
    }

    [Fact]
    public void Declaring_WhileOneRuns_AnswersThatOneAndChangesNothing()
    {
        var scene = new IncidentScene();
        var second = DeclareRules.Declare(
            scene.Book, IncidentScene.Fire with { Kind = "storm", Reason = "" }, false, Requests.Scene.Station, [], IncidentScene.Settings, scene.Now);
        Assert.Same(scene.Book, second.Next);
    }

    [Theory]
    [InlineData("kind", "meteor")]
    [InlineData("area", "elsewhere")]
    [InlineData("reason", " ")]
    [InlineData("place", null)]
    public void Declaring_WithAWrongField_IsRefused(string field, string? value)
    {
        var command = field switch
        {
            "kind" => IncidentScene.Fire with { Kind = value! },
            "area" => IncidentScene.Fire with { Area = value! },
            "reason" => IncidentScene.Fire with { Reason = value! },
            _ => IncidentScene.Fire with { Place = new string('x', 301) },
        };
        var decision = DeclareRules.Declare(IncidentBook.Empty, command, false, Requests.Scene.Station, [], IncidentScene.Settings, IncidentScene.Noon);
        Assert.Equal(field, decision.Refused?.Field);
    }

    [Fact]
    public void Call_GoesToEveryCounsellorTheHeadAndTheCoordinator_AndRingsUntilSeenAndNotForEver()
    {
        var scene = new IncidentScene();
        Assert.Equal(["c1", "c2", "c3", "coordinator.zhuoda", "head.zhuoda"], scene.Incident.Calls.Select(each => each.Account).Order(StringComparer.Ordinal));
        Assert.NotNull(scene.Incident.Calls[0].SeenAt);

        scene.After(30).To(CallRules.Ring(scene.Incident, IncidentScene.Settings, scene.Now));
        scene.To(CallRules.Answer(scene.Incident, new AnswerCall(IncidentScene.Of(Role.Counsellor, "c1"), CallStep.Coming), scene.Now));
        for (var round = 0; round < 100; round++)
        {
            scene.After(30).To(CallRules.Ring(scene.Incident, IncidentScene.Settings, scene.Now));
        }

        Assert.Equal(2, scene.Incident.Calls.Single(each => each.Account == "c1").Round);
        Assert.Equal(IncidentScene.Settings.Rounds, scene.Incident.Calls.Single(each => each.Account == "c2").Round);
        Assert.Null(CallRules.NextAt(scene.Incident));
    }

    [Fact]
    public void Answer_OfOneWhoCannotAndThenComes_KeepsTheLastWord()
    {
        var scene = new IncidentScene();
        var by = IncidentScene.Of(Role.Counsellor, "late");
        scene.To(CallRules.Answer(scene.Incident, new AnswerCall(by, CallStep.Cannot), scene.Now));
        scene.After(5).To(CallRules.Answer(scene.Incident, new AnswerCall(by, CallStep.Arrived), scene.Now));
        var own = scene.Incident.Calls.Single(each => each.Account == "late");
        Assert.Null(own.CannotAt);
        Assert.Equal(scene.Now, own.ArrivedAt);
        Assert.Same(scene.Incident, CallRules.Answer(scene.Incident, new AnswerCall(by, CallStep.Seen), scene.Now).Next);
        Assert.Equal("step", CallRules.Answer(scene.Incident, new AnswerCall(by, (CallStep)9), scene.Now).Refused?.Field);
    }

    [Fact]
    public void End_SilencesTheCall_TakesNobodyInAndIsSaidOnce()
    {
        var scene = new IncidentScene().End();
        Assert.Null(CallRules.NextAt(scene.Incident));
        Assert.Equal(new PauseWord(null, 3), scene.Book.Word);
        Assert.Equal(RefusalCode.IncidentEnded, PersonRules.Enter(scene.Incident, IncidentScene.Person(1), DataFiles.Cues, scene.Now).Refused?.Code);
        Assert.Equal(RefusalCode.IncidentEnded, CallRules.Answer(scene.Incident, new AnswerCall(IncidentScene.Head, CallStep.Seen), scene.Now).Refused?.Code);
        Assert.Same(scene.Incident, DeclareRules.End(scene.Incident, new EndIncident(IncidentScene.Head, IncidentOutcome.Over, "again"), false, scene.Now).Next);

        scene.Apply(DeclareRules.Declare(scene.Book, IncidentScene.Fire, false, Requests.Scene.Station, [], IncidentScene.Settings, scene.Now));
        Assert.Equal(new PauseWord("zhuoda.2", 4), scene.Book.Word);
    }

    [Fact]
    public void Entries_OfAnIncident_HoldNoWordsAndNoNames()
    {
        var scene = new IncidentScene();
        var begun = IncidentEntries.Of("zhuoda", IncidentBook.Empty, scene.Book, IncidentScene.Head, scene.Now);
        var before = scene.Book;
        scene.Enter(IncidentScene.Person(1, RiskLevel.Serious, words: "儿子还在里面"));
        var person = IncidentEntries.Of("zhuoda", before, scene.Book, IncidentScene.Of(Role.Coordinator), scene.Now);

        Assert.Equal(["incident.declared"], begun.Select(each => each.Action));
        Assert.Equal(["incident.person"], person.Select(each => each.Action));
        Assert.DoesNotContain(begun.Concat(person), each => each.ToString().Contains("化名", StringComparison.Ordinal) || each.ToString().Contains("起火", StringComparison.Ordinal));
    }

    [Fact]
    public void Erasing_AfterItsTime_LeavesNoNameAndNoReason()
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1)).End();
        scene.To(scene.Incident with { Released = true });
        Assert.Same(scene.Book, DeclareRules.Erase(scene.Book, scene.Now, scene.Now));
        scene.Apply(DeclareRules.Erase(scene.Book, scene.Now.AddSeconds(1), scene.Now.AddDays(1)));
        Assert.True(scene.Incident is { Place: null, Reason: "", End.Reason: "" } && scene.Incident.People.All(each => each is { Alias: null, Words: null, BodyDigest: "" }));
    }

    [Theory]
    [InlineData("\"repeatSeconds\": 30", "\"repeatSeconds\": 3", "repeatSeconds")]
    [InlineData("\"storm\"", "\"fire\"", "twice")]
    [InlineData("\"practical\": \"community-service\"", "\"practical\": \"\"", "practical")]
    [InlineData("\"support\": \"counselling\"", "\"support\": \"kounselling\"", "line 11: $.services.support: 'kounselling' is no service of services.json")]
    [InlineData("\"support\": \"counselling\"", "\"support\": \"supportive-counselling\"",
        "line 11: $.services.support: 'supportive-counselling' is not given by counsellors alone")]
    [InlineData("\"psychological-support\"", "\"psychotherapy\"", "line 11: $.services.graveSupport: 'psychotherapy' is not given by counsellors alone")]
    [InlineData("\"community-service\"", "\"counselling\"", "line 11: $.services.practical: 'counselling' is no practical help at General that volunteers give")]
    public void File_OutsideItsBounds_IsRefusedWithItsPlace(string text, string wrong, string named)
    {
        var json = DataFiles.Text("care/incident.json").Replace(text, wrong, StringComparison.Ordinal);
        Assert.Contains(named, Assert.Throws<DataFaultsException>(() => IncidentSettings.Parse(json, DataFiles.Catalogue)).Message, StringComparison.Ordinal);
    }
}
