namespace Dispatch.Runtime.Hosting;

/// <summary>One piece of work for the start of a silo. Steps run in order of stage, those of one stage in order of registration.</summary>
internal sealed record StartupStep(int Stage, Func<IServiceProvider, CancellationToken, Task> Run);

/// <summary>One piece of work for the orderly end of a silo, before its activations end. The reminder service stops here.</summary>
internal sealed record ShutdownStep(Func<IServiceProvider, CancellationToken, Task> Run);
