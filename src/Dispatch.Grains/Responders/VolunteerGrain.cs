using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Responders;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Responders;

[GrainType("volunteer")]
internal sealed class VolunteerGrain(
    [PersistentState("volunteer")] IPersistentState<Stored<Responder>> store, TimeProvider clock, ILogger<VolunteerGrain> log)
    : ResponderGrain(store, clock, log), IVolunteerGrain
{
    protected override ResponderKind Kind => ResponderKind.Volunteer;
}
