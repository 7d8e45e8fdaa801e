using Dispatch.Contracts;
using Dispatch.Contracts.Privacy;
using Dispatch.Domain;
using Dispatch.Domain.Privacy;
using Dispatch.Domain.Responders;

namespace Dispatch.Grains.Responders;

/// <summary>What a responder decides about the own data, and what time decides.</summary>
internal abstract partial class ResponderGrain
{
    public Task<Reply> ConsentAsync(Consent consent) => DecideAsync(known => ConsentRules.Set(known, consent));

    public Task<Reply> EraseAsync() => DecideAsync(known => DutyRules.Erase(known, Now));

    public Task ForgetPositionAsync(DateTimeOffset cutoff) => DecideAsync(known => DutyRules.Forget(known, cutoff));

    public Task<ResponderExport?> ExportAsync() => Task.FromResult(Current is { } known
        ? new ResponderExport(
            known.Profile,
            known.ByHand?.Since,
            DutyRules.ToldAt(known) is null ? null : known.ByHand!.Position,
            [.. known.Standing.Select(each => each.Task.RequestId)],
            known.Past,
            known.MinutesServed,
            known.LastCallAt,
            known.Calls,
            known.Accepts,
            known.NoShows,
            ConsentRules.Of(known))
        : null);

    private async Task<Reply> DecideAsync(Func<Responder, Decision<Responder>> rule)
    {
        if (Current is not { } known)
        {
            return Unknown();
        }

        var decision = rule(known);
        if (decision.Refused is { } refused)
        {
            return refused;
        }

        if (!ReferenceEquals(decision.Next, known))
        {
            await EnterAsync(decision.Next!);
        }

        return Reply.Done;
    }
}
