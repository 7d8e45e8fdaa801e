using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Cases;
using Dispatch.Domain.FollowUps;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Tests.FollowUps;
using Dispatch.Domain.Triage;
using Shouldly;

namespace Dispatch.Domain.Tests.Cases;

/// <summary>A case, its people, and a clock that moves only when told. After every step the invariants are asserted.</summary>
internal sealed class CaseScene
{
    public static readonly CarePathway Pathway = CarePathway.Parse(DataFiles.Text("care/steps.json"));
    public static readonly DateTimeOffset Start = FollowUpScene.Start;

    public static readonly CareWorker Owner = FollowUpScene.Counsellor("c.owner", crisis: true);
    public static readonly CareWorker Deputy = FollowUpScene.Counsellor("c.deputy", crisis: true);
    public static readonly CareWorker Second = FollowUpScene.Counsellor("c.second");
    public static readonly CareWorker Stranger = FollowUpScene.Counsellor("c.far", station: "zhuoda");
    public static readonly CareWorker Head = FollowUpScene.Head;

    public CaseScene(RiskLevel level, bool confirmed = true)
    {
        Now = Start;
        var open = new OpenCase(Owner, Deputy, "case-1", "request-1", "fucheng", "a", "head");
        Case = CaseOpening.Open(open, LevelRules.Grade(new TriageOutcome(level, true, ["risk-cue"]), Now), FollowUpScene.Plans, Now).Next.ShouldNotBeNull();
        if (confirmed)
        {
            Confirm(level);
        }
    }

    public CareCase Case { get; private set; }

    public DateTimeOffset Now { get; set; }

    public static CareWorker Of(Role role) => role switch
    {
        Role.Counsellor => Second,
        _ => new CareWorker(new Actor("somebody", role, "fucheng")),
    };

    public void To(Decision<CareCase> decision)
    {
        decision.Refused.ShouldBeNull();
        Case = decision.Next.ShouldNotBeNull();
        CaseInvariants.Hold(Case);
    }

    public Decision<CareCase> TryConfirm(RiskLevel level, CareWorker by, bool met = true) => CaseLevels.Confirm(
        Case, new ConfirmLevel(by.By, level, "As assessed.", Case.Level.Version), met, by.Profile, FollowUpScene.Plans, Now);

    public void Confirm(RiskLevel level) => To(TryConfirm(level, Owner));

    public void Raise(RiskLevel level) => To(CaseLevels.Raise(Case, new RaiseLevel(Of(Role.Volunteer).By, level, "She said goodbye."), FollowUpScene.Plans, Now));

    public void Contact(bool voice = false) => To(CaseWork.Contact(Case, new RecordContact(Owner, ContactWay.Call, voice), Now));

    public void Note() => To(CaseWork.AddNote(Case, new AddNote(Owner, NoteKind.Session, $"n-{Case.Notes.Length}"), Now));

    public Decision<CareCase> TryReassess(CareWorker by, bool stable = true) => CaseLevels.Reassess(Case, new ReassessCase(by, stable, 1), Now);

    public Decision<CareCase> TryHandle(CareWorker by) => CaseClosing.Handle(Case, new HandleCase(by), Pathway, Now);

    public Decision<CareCase> TryClose(CareWorker by, string reason = "All is done.") => CaseClosing.Close(Case, new CloseCase(by, reason), Pathway, Now);

    public Decision<CareCase> TryGo(CareStep to, string? reason = null) => StepRules.Advance(Case, new AdvanceCase(Owner, to, reason), Pathway, Now);

    public void FollowAll()
    {
        while (Case.FollowUps.Clocks.FirstOrDefault(clock => clock.Left) is { } clock)
        {
            Now = clock.DueAt > Now ? clock.DueAt : Now;
            To(CaseWork.Try(Case, new RecordTry(Owner, clock.Number, ContactWay.Call, ContactResult.Reached), FollowUpScene.Plans, Now));
        }
    }

    public void Wait(double hours) => Now = Now.AddHours(hours);
}
