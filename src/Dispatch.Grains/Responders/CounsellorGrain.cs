using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Responders;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Responders;

[GrainType("counsellor")]
internal sealed class CounsellorGrain(
    [PersistentState("counsellor")] IPersistentState<Stored<Responder>> store, TimeProvider clock, ILogger<CounsellorGrain> log)
    : ResponderGrain(store, clock, log), ICounsellorGrain
{
    protected override ResponderKind Kind => ResponderKind.Counsellor;
}
