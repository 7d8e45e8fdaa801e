using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Emergencies;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Storage;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Chaos.Truth;

/// <summary>Reads logged commits as happenings; those that no checker asks about are null.</summary>
internal sealed class LogReader
{
    // The judge has no keys: what persons wrote decides nothing here.
    private readonly JsonStateSerializer _serializer = JsonStateSerializer.Blind();

    public Happening? Read(LoggedCommit commit) => commit.Kind switch
    {
        "request" => new RequestKept(commit.At, commit.Key, State<Request>(commit)),
        "volunteer" or "counsellor" => State<Responder>(commit) is { } responder ? new ResponderKept(commit.At, commit.Key, responder) : null,
        "emergency" => State<Emergency>(commit) is { } emergency ? new EmergencyKept(commit.At, commit.Key, emergency) : null,
        "open-set" => new OpenShardKept(commit.At, commit.Key, State<OpenShard>(commit) ?? OpenShard.Empty),
        "duty-set" => new DutyShardKept(commit.At, commit.Key, State<DutyShard>(commit) ?? DutyShard.Empty),
        _ => null,
    };

    /// <summary>What the commit's row must still tell the service record, whatever else it holds.</summary>
    public ImmutableArray<NumberedDraft> Drafts(LoggedCommit commit) =>
        commit.Payload is { } payload ? _serializer.Deserialize<Stored<object>>(new BinaryData(payload))?.Unrecorded?.Drafts ?? [] : [];

    private T? State<T>(LoggedCommit commit)
        where T : class =>
        commit.Payload is { } payload ? _serializer.Deserialize<Stored<T>>(new BinaryData(payload))?.Value : null;
}
