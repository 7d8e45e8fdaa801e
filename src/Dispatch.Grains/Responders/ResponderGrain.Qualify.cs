using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Access;
using Dispatch.Domain.Responders;

namespace Dispatch.Grains.Responders;

/// <summary>What the head of the station confirms of a counsellor.</summary>
internal abstract partial class ResponderGrain
{
    public async Task<Reply> QualifyAsync(Qualify command)
    {
        if (Judge(command.By) is { } refused)
        {
            return refused;
        }

        var decision = QualifyRules.Qualify(Current!, command, Now);
        if (decision.Next is { } next && !ReferenceEquals(next, Current))
        {
            await EnterAsync(next, command.By);
        }

        return decision.Refused is null ? Reply.Done : decision.Refused;
    }

    public Task<Reply<QualificationView>> QualificationsAsync(Actor by) =>
        Task.FromResult<Reply<QualificationView>>(Judge(by) is { } refused ? refused : QualifyRules.View(Current!));

    private Refusal? Judge(Actor by) =>
        AccessTable.Qualify.Of(by.Role) == Reach.None ? AccessTable.Qualify.Judge(by, default(Standing))
        : Current is not { ErasedAt: null } known ? Unknown()
        : AccessTable.Qualify.Judge(by, known.Profile.StationId);
}
