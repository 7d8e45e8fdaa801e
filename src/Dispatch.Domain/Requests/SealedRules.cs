using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Requests;

/// <summary>One time that sealed words were opened.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Told">The supervisor's station has the notice.</param>
public sealed record Opening(int Number, string By, Role Role, DateTimeOffset At, DateTimeOffset Until, [property: Sealed] string Reason, bool Told);

/// <summary>Breaking the glass: sealed words opened with a reason, for a while, by one account, in the sight of supervisor and resident (G01).</summary>
public static class SealedRules
{
    /// <summary>How long they stay open; ours.</summary>
    public static readonly TimeSpan OpenFor = TimeSpan.FromMinutes(15);

    /// <summary>The shortest reason: one that says something.</summary>
    public const int ReasonLeast = 10;

    /// <summary>The longest reason.</summary>
    public const int ReasonMost = 500;

    /// <summary>Openings that one request keeps; none is ever forgotten, so there can be no more.</summary>
    public const int Most = 64;

    public static Decision<Request> Open(Request request, OpenSealed command, ServiceType? service, DateTimeOffset now)
    {
        var reason = command.Reason.Trim();
        if (reason.Length == 0)
        {
            return new Refusal(RefusalCode.ReasonRequired, "Opening sealed words needs a reason.");
        }

        if (TextRules.Check("reason", reason, ReasonMost, lines: true) is { } refused)
        {
            return refused;
        }

        if (reason.Length < ReasonLeast)
        {
            return new Refusal(RefusalCode.InputInvalid, $"The reason has {reason.Length} characters, at least {ReasonLeast} are needed.", "reason");
        }

        if (!RequestViews.IsSealed(request, service))
        {
            return new Refusal(RefusalCode.RequestState, "Nothing of this request is sealed.");
        }

        if (Standing(request, command.By, now) is not null)
        {
            return request;
        }

        if (request.Openings.Length >= Most)
        {
            return new Refusal(RefusalCode.LimitRate, $"The request was opened {Most} times, which is the most.");
        }

        var opening = new Opening(request.Openings.Length + 1, command.By.Account, command.By.Role, now, now + OpenFor, reason, Told: false);
        return (request with { Openings = request.Openings.Add(opening) }).Told(now, "sealed-opened", command.By.Account, reason);
    }

    /// <summary>The opening that stands for an account; null: none, or its time is over, also by a clock that was set back before it.</summary>
    public static Opening? Standing(Request request, Actor by, DateTimeOffset now) =>
        request.Openings.LastOrDefault(each => each.By == by.Account && each.Role == by.Role && Window.IsOpen(each.Until, OpenFor, now));

    /// <summary>What is told to whoever has opened it.</summary>
    public static SealedView View(Request request, Opening opening) => new(
        request.Id,
        request.Need.Description,
        request.CloseReason,
        [.. request.Timeline.Where(entry => entry.Note is not null && RequestViews.IsWords(entry))],
        opening.Until);

    /// <summary>What the supervisor is told: the head of the station, and of a head's own opening the administrator.</summary>
    public static StationNotice Notice(Request request, Opening opening) => new(
        $"{request.Id}/{opening.Number}",
        request.Need.StationId,
        request.Id,
        opening.By,
        opening.Role,
        opening.At,
        opening.Reason,
        opening.Role == Role.StationHead ? Role.Admin : Role.StationHead);

    /// <summary>The supervisor's station has the notice.</summary>
    public static Request Told(Request request, int number) => request with
    {
        Openings = [.. request.Openings.Select(each => each.Number == number ? each with { Told = true } : each)],
    };

    /// <summary>Openings of which the supervisor's station has not heard.</summary>
    public static IEnumerable<Opening> Untold(Request request) => request.Openings.Where(each => !each.Told);

    /// <summary>What the resident reads of them: the office, never a name.</summary>
    public static ImmutableArray<HelpOpening> Help(Request request) =>
        [.. request.Openings.Select(each => new HelpOpening(each.At, each.Role, request.Need.StationId, each.Reason))];
}
