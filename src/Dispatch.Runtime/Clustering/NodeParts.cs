using Microsoft.Extensions.Logging;

namespace Dispatch.Runtime.Clustering;

/// <summary>The seams of a node: everything that differs between a server process, a test and a simulation.</summary>
internal sealed record NodeParts(
    SiloAddress Address, TimeProvider Time, TurnScheduler Turns, IMessageTransport Transport, IMembership Membership, ILoggerFactory Logs);
