using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Dispatch.Web.Stations;

namespace Dispatch.Web.Accounts;

/// <summary>Making an account that waits for its link: first on the station's roll, then itself, so that none is ever missing there.</summary>
internal sealed class Invitations(IGrainFactory grains, StationList stations, Links links)
{
    public async Task<Reply<LinkView>> InviteAsync(Actor actor, string? account, string? displayName, Role role, string? stationId, bool approved)
    {
        var name = AccountNames.Normal(account);
        if (!AccountNames.IsName(name))
        {
            return new Refusal(RefusalCode.InputInvalid, "An account name has 1..64 of a-z, 0-9, dot, dash and underscore.", "account");
        }

        if ((Names.Refuse(displayName, "displayName") ?? Grants.Hinder(actor, role, stationId)) is { } refused)
        {
            return refused;
        }

        if (stationId is not null && await stations.FindAsync(stationId) is null)
        {
            return new Refusal(RefusalCode.StationUnknown, "No such station.");
        }

        if ((await grains.GetGrain<IRollGrain>(stationId ?? Rolls.Installation).EnterAsync(name)).Refused is { } full)
        {
            return full;
        }

        var (view, kept) = links.Make(name);
        var reply = await grains.GetGrain<IAccountGrain>(name)
            .InviteAsync(new Invite(actor, displayName!.Trim(), role, stationId, Secrets.Token(), kept, approved));
        return reply.Refused is { } taken ? taken : view;
    }
}
