using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Requests;

/// <summary>What a request asks of its counsellors: named by staff at intake, from then on heard of its case, which alone decides it.</summary>
public static class DemandRules
{
    /// <summary>Conflicts of interest that one case names.</summary>
    public const int ConflictsMost = 20;

    /// <summary>The code under which coordinators see both gates, so that neither says why somebody is not asked.</summary>
    public const string Unsuited = "unsuited";

    /// <summary>Gates that would tell what is sealed.</summary>
    private static readonly ImmutableSortedSet<string> Telling = ["competence", "conflict"];

    /// <summary>Why what staff named at intake cannot be taken; null: it can, or nothing was named.</summary>
    public static Refusal? CheckIntake(SubmitRequest command)
    {
        if (command.Demand is not { } asked)
        {
            return null;
        }

        return command.By.Role is not (Role.Coordinator or Role.StationHead or Role.Counsellor) && command.By != Actor.System
            ? new Refusal(RefusalCode.InputInvalid, "Populations and conflicts of interest are named by staff alone.", "populations")
            : Check(asked.Populations) ?? CheckAccounts(asked.Conflicts);
    }

    /// <summary>Why a list of populations cannot be taken: one that is none.</summary>
    public static Refusal? Check(ImmutableArray<Population> populations) =>
        populations.IsDefault || populations.Any(each => !Enum.IsDefined(each))
            ? new Refusal(RefusalCode.InputInvalid, "A population is none of those that are known.", "populations")
            : null;

    /// <summary>Why accounts cannot be taken as conflicts: too many, or one that is no account name.</summary>
    public static Refusal? CheckAccounts(ImmutableArray<string> accounts) =>
        accounts.IsDefault || accounts.Length > ConflictsMost
            ? new Refusal(RefusalCode.InputTooLarge, $"At most {ConflictsMost} conflicts of interest may be named.", "conflicts")
            : accounts.FirstOrDefault(each => !IsAccount(each)) is not null
                ? new Refusal(RefusalCode.InputInvalid, "A conflict of interest names an account of 1 to 64 letters, digits, dots and hyphens.", "conflicts")
                : null;

    /// <summary>What intake begins with; null: nothing was named.</summary>
    public static CareDemand? AtIntake(SubmitRequest command) =>
        command.Demand is not { } asked || (asked.Populations.IsEmpty && asked.Conflicts.IsEmpty)
            ? null
            : new CareDemand(Sorted(asked.Populations), [.. asked.Conflicts.Distinct()], 0);

    /// <summary>Each population once, in the order of the enum.</summary>
    public static ImmutableArray<Population> Sorted(ImmutableArray<Population> populations) => [.. populations.Distinct().Order()];

    /// <summary>
    /// What its case asks now. Whoever has a conflict loses offer and task; at High-risk a counsellor who is with the person already stays beside, uncounted
    /// and never the lead, until another is there: nobody in danger is left alone. Offers to counsellors are made anew when the competences changed.
    /// </summary>
    public static Request Hear(Request request, CareDemand told, StationFacts station, DateTimeOffset now)
    {
        if (request.ReducedAt is not null || (request.Demand is { } known && told.Version <= known.Version))
        {
            return request;
        }

        var asksMore = told.Populations.Except(request.Demand?.Populations ?? []).Any();
        request = request with { Demand = told };
        if (!request.Running)
        {
            return request;
        }

        var missing = request.Missing();
        var before = request.Offers;
        request = request.WithdrawOffers(o => o.Kind == ResponderKind.Counsellor && (told.Bars(o.ResponderId) || (asksMore && request.Lane != Lane.Emergency)), Unsuited);
        foreach (var lost in request.Standing().Where(a => a.Active && a.Kind == ResponderKind.Counsellor && told.Bars(a.ResponderId)).ToList())
        {
            request = request.Lane == Lane.Emergency ? Beside(request, lost) : TakenOff(request, lost, now);
        }

        request = ProgressRules.LeaveNoVolunteerAlone(ProgressRules.PassLead(request));
        return request.Missing() > missing || (request.Missing() > 0 && request.Offers != before) ? Again(request, station, now) : request;
    }

    /// <summary>Candidates as staff see them: that somebody does not suit, and never which of the sealed reasons it is.</summary>
    public static ImmutableArray<CandidateView> Mask(ImmutableArray<CandidateView> candidates) =>
        [.. candidates.Select(each => each.WhyNot.Any(Telling.Contains) ? each with { WhyNot = [.. each.WhyNot.Select(MaskOne).Distinct()] } : each)];

    /// <summary>One code as staff see it.</summary>
    public static string MaskOne(string gate) => Telling.Contains(gate) ? Unsuited : gate;

    /// <summary>An account name as it may stand in a list; whether there is such an account is not asked.</summary>
    internal static bool IsAccount(string? name) =>
        name is { Length: > 0 and <= 64 } && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_');

    private static Request Beside(Request request, Assignment lost) => lost.CrisisQualified
        ? request.With(lost with { CrisisQualified = false, Lead = false }) with { RespondersNeeded = request.RespondersNeeded + 1 }
        : request;

    private static Request TakenOff(Request request, Assignment lost, DateTimeOffset now) => request
        .With(lost with { State = AssignmentState.Withdrawn, Lead = false, Deadline = null })
        .Send(OutboxKind.Withdraw, lost.OfferId, lost.ResponderId, lost.Kind)
        .Told(now, "handed-back", lost.ResponderId);

    /// <summary>Looks again as after a task that was handed back: a place at the front.</summary>
    private static Request Again(Request request, StationFacts station, DateTimeOffset now) => request with
    {
        State = request.Pending().Any() ? RequestState.Offered : RequestState.Matching,
        MatchAt = now,
        Front = true,
        Cycle = request.NextOffer,
        Wave = 0,
        Deadline = SubmitRules.Deadline(request.Need, station.Policy.Of(request.Lane), now),
    };
}
