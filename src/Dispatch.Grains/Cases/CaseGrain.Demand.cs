using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Incidents;

namespace Dispatch.Grains.Cases;

/// <summary>
/// What a case asks of whoever serves it: populations and conflicts of interest. Its request is told until it knows, and a public incident of the level.
/// </summary>
internal sealed partial class CaseGrain
{
    public async Task<Reply> NamePopulationsAsync(string commandId, NamePopulations command)
    {
        var (worker, owner) = (await ActingAsync(command.Worker), await OwnerAsync());
        return await FileAsync(
            Of(commandId, "populations", command.Populations.IsDefault ? "" : string.Join(' ', command.Populations), command.Reason),
            command.Worker.By,
            AccessTable.NameDemand,
            file => CaseDemands.Name(file, command with { Worker = worker }, owner, Now));
    }

    public async Task<Reply> NameConflictAsync(string commandId, NameConflict command)
    {
        var worker = await ActingAsync(command.Worker);
        var named = await KnowAsync(new Actor(command.Account, Role.Counsellor, null));
        var reply = await FileAsync(
            Of(commandId, "conflict", command.Account, command.Stands, command.Reason),
            command.Worker.By,
            AccessTable.NameDemand,
            file => CaseDemands.Name(file, command with { Worker = worker }, named.Profile, Now));
        OpenSoon();
        return reply;
    }

    public async Task<Reply<CareDemandView>> DemandAsync(CareWorker asked)
    {
        if (CaseAccess.Judge(AccessTable.NameDemand, Current, asked.By) is { } refused)
        {
            return refused;
        }

        var seen = CaseDemands.View(Current!, await ActingAsync(asked), await OwnerAsync(), Now);
        return seen.Refused is { } wrong ? wrong : seen.Next!;
    }

    private async Task<CareWorker> ActingAsync(CareWorker asked) => asked.By.Role == Role.Counsellor ? await KnowAsync(asked.By) : asked with { Profile = null };

    private async Task<ResponderProfile?> OwnerAsync() =>
        Current?.Case is { } held ? (await KnowAsync(new Actor(held.Owner, Role.Counsellor, null))).Profile : null;

    public Task DemandHeardAsync(long version)
    {
        if (Current is { } file && file.DemandTold < version)
        {
            _current = file with { DemandTold = version };
        }

        return Task.CompletedTask;
    }

    public Task IncidentHeardAsync(long version)
    {
        if (Current is { } file && file.IncidentTold < version)
        {
            _current = file with { IncidentTold = version };
        }

        return Task.CompletedTask;
    }

    /// <summary>Again until it knows: its queue must not show another level than the case.</summary>
    private void TellIncident()
    {
        if (Current is { IncidentUntold: true, StationId: var station } file)
        {
            _ = GrainFactory.GetGrain<IIncidentGrain>(station).CaseAsync(PersonCase.Word(file));
        }
    }

    /// <summary>Again until it knows: a request that forgets it would go on asking whom it must not.</summary>
    private void TellDemand()
    {
        if (Current is { DemandUntold: true, Demand: { } asked })
        {
            _ = GrainFactory.GetGrain<IRequestGrain>(Id).CareDemandAsync(asked);
        }
    }
}
