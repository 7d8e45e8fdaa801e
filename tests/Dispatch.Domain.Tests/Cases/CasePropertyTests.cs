using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Tests.FollowUps;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace Dispatch.Domain.Tests.Cases;

/// <summary>Whatever people do in whatever order: somebody is named, no follow-up is lost, and nothing closes without its signatures.</summary>
public sealed class CasePropertyTests
{
    private static readonly CareWorker[] People =
    [
        CaseScene.Owner, CaseScene.Deputy, CaseScene.Second, CaseScene.Head, CaseScene.Stranger, FollowUpScene.Counsellor("c.owner", CaseScene.Start),
        CaseScene.Of(Role.Volunteer), CaseScene.Of(Role.Coordinator),
    ];

    [Fact]
    public void Case_WhateverIsDoneToIt_KeepsItsPromises() => Prop.ForAll<int[], int>((acts, level) =>
    {
        var scene = new CaseScene((RiskLevel)Of(level, 3));
        scene.Note();
        foreach (var act in acts.Take(80))
        {
            var before = scene.Case;
            Act(scene, Of(act, 12), People[Of(act / 12, People.Length)], Of(act / 96, 31));
            CaseInvariants.Hold(scene.Case);
            scene.Case.History.Length.ShouldBeGreaterThanOrEqualTo(before.History.Length);
            scene.Case.FollowUps.Clocks.Length.ShouldBeGreaterThanOrEqualTo(before.FollowUps.Clocks.Length);
            (scene.Case.Version >= before.Version).ShouldBeTrue();
            HoldFollowUps(before, scene.Case);
            HoldSignatures(scene.Case);
        }
    }).QuickCheckThrowOnFailure();

    /// <summary>Every clock that ever ran is there with the moment that was promised, and ends by being done or by naming the one in its place.</summary>
    private static void HoldFollowUps(CareCase before, CareCase after)
    {
        foreach (var clock in before.FollowUps.Clocks)
        {
            var now = after.FollowUps.Find(clock.Number).ShouldNotBeNull();
            now.DueAt.ShouldBe(clock.DueAt);
            (now.Left || now.Outcome is not null || after.FollowUps.Find(now.Successor!.Value) is not null).ShouldBeTrue();
            if (!clock.Left)
            {
                now.ShouldBe(clock);
            }
        }
    }

    /// <summary>Read anew, and not by the product's own judge: who closed it, by the gravest level of this opening.</summary>
    private static void HoldSignatures(CareCase held)
    {
        if (held.Closed is not { } closed)
        {
            return;
        }

        var gravest = held.Level.Changes.Where(change => change.At >= held.OpenedAt && change.Step is LevelStep.Confirmed)
            .Select(change => change.To).Append(held.Level.Level).Max();
        (gravest switch
        {
            RiskLevel.HighRisk => closed.Role == Role.StationHead && held.Reassessments.Any(look => look.Stable && look.By != held.Handled!.By),
            RiskLevel.Serious => closed.By != held.Handled!.By,
            _ => true,
        }).ShouldBeTrue();
    }

    [Fact]
    public void Volunteer_WhateverHappensInACase_SeesNothingOfItAndNeverActsInIt() => Prop.ForAll<int[], int>((acts, level) =>
    {
        var scene = new CaseScene((RiskLevel)Of(level, 3));
        var volunteer = CaseScene.Of(Role.Volunteer);
        scene.Note();
        foreach (var act in acts.Take(40))
        {
            Act(scene, Of(act, 12), People[Of(act / 12, People.Length)], Of(act / 96, 31));
            CaseViews.View(scene.Case, volunteer, CaseScene.Pathway, scene.Now).Refused.ShouldNotBeNull();
            CaseGate.ReadsNotes(scene.Case, volunteer, scene.Now).ShouldBeFalse();
            foreach (var deed in Enum.GetValues<CaseAct>())
            {
                CaseGate.Check(scene.Case, volunteer, deed, scene.Now).ShouldNotBeNull();
            }

            var file = new CaseFile(scene.Case.Id, "fucheng", "a", "counselling", scene.Case.Level, "human", CaseScene.Start, 1) { Case = scene.Case };
            var desk = FileViews.Desk([FileViews.Row(file, scene.Now)], volunteer.By, scene.Now);
            (desk.Cases.Length, desk.FollowUps.Length, desk.Calls.Length).ShouldBe((0, 0, 0));
            CaseNotices.Follow(null, file, [], scene.Now).Notices.ShouldAllBe(owed => owed.To != volunteer.By.Account);
        }
    }).QuickCheckThrowOnFailure();

    private static void Act(CaseScene scene, int what, CareWorker who, int how)
    {
        var decision = what switch
        {
            0 => scene.TryHandle(who),
            1 or 2 => scene.TryClose(who),
            3 => scene.TryReassess(who, how % 3 > 0),
            4 => scene.TryConfirm((RiskLevel)(how % 3), who, how % 2 == 0),
            5 => CaseOpening.Reopen(scene.Case, new ReopenCase(who), FollowUpScene.Plans, scene.Now),
            6 => CaseOpening.HandOver(scene.Case, new HandOverCase(who, People[how % 3], People[(how + 1) % 3], "Away."), scene.Now),
            7 => CaseWork.Contact(scene.Case, new RecordContact(who, ContactWay.Call, how % 2 == 0), scene.Now),
            8 => StepRules.Advance(scene.Case, new AdvanceCase(who, (CareStep)(how % 5), "On."), CaseScene.Pathway, scene.Now),
            9 => ReferralRules.Keep(scene.Case, new KeepCase(who, "Here."), scene.Now),
            10 => new Decision<CareCase>(CaseReminders.Fire(scene.Case, FollowUpScene.Plans, scene.Now).Next, null),
            _ => new Decision<CareCase>(null, null),
        };
        if (decision.Next is { } next)
        {
            scene.To(next);
        }
        else if (what == 11)
        {
            scene.Wait(how * 24);
            if (how % 3 == 0)
            {
                scene.FollowAll();
            }
            else if (how % 7 == 0)
            {
                scene.Raise(RiskLevel.HighRisk);
            }
        }
    }

    private static int Of(int seed, int below) => (int)((uint)seed % (uint)below);
}
