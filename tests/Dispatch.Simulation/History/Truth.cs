using Dispatch.Domain.Emergencies;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Stations;

namespace Dispatch.Simulation.History;

/// <summary>What is durable at a moment, by id.</summary>
internal sealed class Truth
{
    public SortedDictionary<string, Request> Requests { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Responder> Responders { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, OpenShard> OpenShards { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, DutyShard> DutyShards { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Emergency> Emergencies { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Acknowledged { get; } = new(StringComparer.Ordinal);

    public void Take(Happening happening)
    {
        switch (happening)
        {
            case RequestKept { State: { } request }:
                Requests[request.Id] = request;
                break;
            case RequestKept erased:
                Requests.Remove(erased.Id);
                break;
            case ResponderKept responder:
                Responders[responder.Id] = responder.State;
                break;
            case OpenShardKept open:
                OpenShards[open.Key] = open.State;
                break;
            case DutyShardKept duty:
                DutyShards[duty.Key] = duty.State;
                break;
            case EmergencyKept emergency:
                Emergencies[emergency.Id] = emergency.State;
                break;
            case SubmitAcknowledged submit:
                Acknowledged.Add(submit.RequestId);
                break;
        }
    }
}
