using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Cases;
using Dispatch.Domain.FollowUps;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Triage;
using Dispatch.Grains.Storage;
using Dispatch.Grains.Tests.Storage;

namespace Dispatch.Grains.Tests.Cases;

/// <summary>What the rows of a case hold, as an operator with rights to the database sees them.</summary>
public sealed class CaseRowTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    private readonly Ring _ring = new();

    [Fact]
    public void Row_OfANote_HoldsNoneOfItsWords()
    {
        var stored = new Stored<NoteWords> { Value = new NoteWords("她说昨晚又失眠了") };

        var row = _ring.Serializer().Serialize(stored);

        Assert.DoesNotContain("失眠", row.ToString(), StringComparison.Ordinal);
        Assert.Equal("她说昨晚又失眠了", _ring.Serializer().Deserialize<Stored<NoteWords>>(row)!.Value!.Text);
    }

    [Fact]
    public void Row_OfACase_HoldsNoWordOfItsLists()
    {
        var level = LevelRules.Grade(new TriageOutcome(RiskLevel.Serious, true, ["service-default"]), Noon);
        var actor = new Actor("mei", Role.Counsellor, "zhuoda");
        var raised = LevelRules.Raise(level, new Dispatch.Contracts.Requests.RaiseLevel(actor, RiskLevel.HighRisk, "理由甲"), Noon).Next!;
        var held = new CareCase("r1", "r1", "zhuoda", "dz", CaseState.Open, raised, "mei", "lan", "head", 1, Noon, FollowUpPlanning.None("r1", "head"), 3)
        {
            Steps = [new StepEntry(CareStep.Ease, Noon, "mei", "理由乙")],
            Goals = [new Goal(1, "理由丙", "mei", Noon, GoalState.Open, null, null)],
            Referrals = [new Referral(1, "law-firm", "理由丁", true, "mei", Noon, Noon, ReferralState.Sent, null, "理由戊")],
            Kept = [new Keeping(Noon, "mei", "理由己")],
            History = [new CaseEvent(Noon, "case-opened", "mei", Role.Counsellor, "理由庚")],
        };
        var file = new CaseFile("r1", "zhuoda", "dz", "counselling", level, "head", Noon, 4)
        {
            Case = held,
            Aside = new Aside("lan", Role.Counsellor, Noon, "理由辛"),
            Openings = [new NotesOpening(1, "head", Role.StationHead, Noon, Noon, "理由壬")],
            Demand = new CareDemand([Population.Corrections], ["lan.kin"], 1),
            DemandReasons = [new DemandReason(Noon, "mei", Role.Counsellor, "conflict", "lan.kin", "理由癸")],
        };

        var row = _ring.Serializer().Serialize(new Stored<CaseFile> { Value = file });

        Assert.DoesNotContain("理由", row.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\\u7406", row.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Corrections", row.ToString(), StringComparison.Ordinal);
        var desk = _ring.Serializer().Serialize(new Stored<DeskShard> { Value = DeskShard.Empty.Put(FileViews.Row(file, Noon)) });
        Assert.DoesNotContain("lan.kin", row.ToString() + desk, StringComparison.Ordinal);
        Assert.Equal("lan.kin", _ring.Serializer().Deserialize<Stored<DeskShard>>(desk)!.Value!.Rows["r1"]!.Barred);
        var again = _ring.Serializer().Deserialize<Stored<CaseFile>>(row)!.Value!;
        Assert.Equal("理由甲", again.Case!.Level.Changes[^1].Reason);
        Assert.Equal(("理由丙", "理由戊", "理由壬"), (again.Case.Goals[0].Text, again.Case.Referrals[0].Answer, again.Openings[0].Reason));
    }

    [Fact]
    public void Row_OfAPetition_HoldsNoReferenceInPlainWords()
    {
        var file = new SideFile("f1", SideKind.Petition, "zhuoda", "coordinator", "XF-2037-12", Noon, null, [new Support(1, Noon, SupportState.Asked, null, "r1")]);

        var row = _ring.Serializer().Serialize(new Stored<SideFile> { Value = file });
        var list = _ring.Serializer().Serialize(new Stored<SideFileList> { Value = new SideFileList([SideFileViews.Row(file)]) });

        Assert.DoesNotContain("XF-2037", row.ToString() + list, StringComparison.Ordinal);
        Assert.Equal("XF-2037-12", _ring.Serializer().Deserialize<Stored<SideFile>>(row)!.Value!.Reference);
        Assert.Equal("XF-2037-12", _ring.Serializer().Deserialize<Stored<SideFileList>>(list)!.Value!.Files[0].Reference);
    }

    public void Dispose() => _ring.Dispose();
}
