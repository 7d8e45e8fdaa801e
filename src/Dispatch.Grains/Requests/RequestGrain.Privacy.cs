using Dispatch.Contracts;
using Dispatch.Contracts.Privacy;
using Dispatch.Domain.Privacy;
using Dispatch.Domain.Requests;

namespace Dispatch.Grains.Requests;

/// <summary>What a resident decides about the own data, and what time decides.</summary>
internal sealed partial class RequestGrain
{
    public Task<Reply> ConsentAsync(Consent consent) => ChangeAsync(Actor.Resident, null, request => ConsentRules.Set(request, consent, Now));

    public async Task<Reply<ResidentExport>> ExportAsync(string? contact)
    {
        var reply = await ChangeAsync(
            Actor.Resident, null, request => SecondFact.Hinder(request, contact) is { } hindered ? hindered : request with { ExportedAt = Now });
        return reply.Refused is { } refused ? refused : RequestViews.Export(Current!);
    }

    public Task<Reply> MayEraseAsync(string? contact) =>
        Task.FromResult<Reply>(Current is not { } request ? Unknown : Hindrance(request, contact) is { } hindered ? hindered : Reply.Done);

    public Task<Reply> EraseAsync(string? contact, int dangers) => ChangeAsync(
        Actor.Resident, null, request => (Hindrance(request, contact) ?? ErasureRules.NewDanger(request, dangers)) is { } hindered
            ? hindered
            : ErasureRules.Erase(request, Actor.Resident, Now));

    private static Refusal? Hindrance(Request request, string? contact) => ErasureRules.Obligation(request) ?? SecondFact.Hinder(request, contact);

    public async Task<bool> LapseAsync(DateTimeOffset cutoff)
    {
        if (Current is not { } request || LapseRules.Unfilled(request, cutoff, Now) is var next && ReferenceEquals(next, request))
        {
            return false;
        }

        await SaveAsync(next, Actor.System);
        return true;
    }

    public async Task<bool> PurgeAsync(Retention what, int dangers)
    {
        if (Current is not { } request || ErasureRules.NewDanger(request, dangers) is not null)
        {
            return false;
        }

        var decision = what == Retention.Service ? ErasureRules.Reduce(request, Now) : ErasureRules.Erase(request, Actor.System, Now);
        if (decision.Next is not { } next || ReferenceEquals(next, request))
        {
            return false;
        }

        await SaveAsync(next, Actor.System);
        return true;
    }
}
