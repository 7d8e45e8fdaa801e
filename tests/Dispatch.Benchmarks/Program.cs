namespace Dispatch.Benchmarks;

internal static class Program
{
    private static void Main()
    {
    }
}
