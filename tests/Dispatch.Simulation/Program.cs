namespace Dispatch.Simulation;

internal static class Program
{
    private static void Main()
    {
    }
}
