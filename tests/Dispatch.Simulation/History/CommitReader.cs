using Dispatch.Domain.Emergencies;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Storage;
using Dispatch.Runtime.Simulation;

namespace Dispatch.Simulation.History;

/// <summary>Reads commits of the store as happenings; those that no checker asks about are null.</summary>
internal static class CommitReader
{
    public static Happening? Read(Commit commit)
    {
        var key = commit.Grain.Key.ToString()!;
        return commit.State switch
        {
            Stored<Request> request => new RequestKept(commit.At, key, request.Value),
            Stored<Responder> { Value: { } responder } => new ResponderKept(commit.At, key, responder),
            Stored<Emergency> { Value: { } emergency } => new EmergencyKept(commit.At, key, emergency),
            Stored<OpenShard> open => new OpenShardKept(commit.At, key, open.Value ?? OpenShard.Empty),
            Stored<DutyShard> duty => new DutyShardKept(commit.At, key, duty.Value ?? DutyShard.Empty),
            _ => null,
        };
    }
}
